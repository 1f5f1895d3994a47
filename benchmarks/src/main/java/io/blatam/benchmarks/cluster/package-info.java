/** Nodes of one cluster within a benchmark's process, for the benches that need several. */
package io.blatam.benchmarks.cluster;
