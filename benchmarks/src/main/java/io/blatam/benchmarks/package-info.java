/**
 * Programs that measure a running platform from outside, as its callers meet it. Each prints one
 * table; nothing here is on the class path of the platform.
 */
package io.blatam.benchmarks;
