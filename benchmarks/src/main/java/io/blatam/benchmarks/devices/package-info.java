/**
 * {@code ./blatam bench devices}: every operation on the CPU and, where there is one, on each GPU,
 * which has to give the same results. Data is made from a seed; no platform need run.
 */
package io.blatam.benchmarks.devices;
