/**
 * {@code ./blatam bench segment}: what a segment costs an operation and an entry, beside Caffeine.
 */
package io.blatam.benchmarks.segment;
