/** {@code ./blatam bench batch}: models asked one by one, and in batches. */
package io.blatam.benchmarks.batch;
