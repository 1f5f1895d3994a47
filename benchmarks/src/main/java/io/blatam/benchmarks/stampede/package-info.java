/**
 * {@code ./blatam bench stampede}: everybody asks at once for what nobody has. Nodes are processes
 * of their own on this machine, in one cluster.
 */
package io.blatam.benchmarks.stampede;
