/**
 * How often a similar prompt is served the right answer from the cache, and how often a wrong one.
 */
package io.blatam.benchmarks.semantic;
