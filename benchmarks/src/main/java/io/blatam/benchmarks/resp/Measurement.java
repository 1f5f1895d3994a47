package io.blatam.benchmarks.resp;

/**
 * What redis-benchmark says of one run.
 *
 * @param rate replies a second
 * @param p99 of the time from a batch's sending to its reply, in milliseconds
 */
record Measurement(double rate, double p99) {}
