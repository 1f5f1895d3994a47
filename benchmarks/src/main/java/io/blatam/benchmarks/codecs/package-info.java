/**
 * {@code ./blatam bench codecs}: how fast and how dense the cache's codecs are, beside a copy of
 * the same bytes. Data is made from a seed; nothing is read from disk and no platform need run.
 */
package io.blatam.benchmarks.codecs;
