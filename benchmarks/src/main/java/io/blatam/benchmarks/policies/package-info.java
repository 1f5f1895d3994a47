/**
 * Replays public traces through the cache's policies and their peers, one table a kind of trace.
 * The peers are written here from their papers, except Caffeine, which runs from its library.
 */
package io.blatam.benchmarks.policies;
