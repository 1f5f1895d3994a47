/**
 * {@code ./blatam bench resp}: the cache's Redis door beside Redis itself, both asked by
 * redis-benchmark. The door runs in a process of its own, as the platform starts it.
 */
package io.blatam.benchmarks.resp;
