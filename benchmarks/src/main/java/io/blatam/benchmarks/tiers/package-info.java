/** What the tiers below a cache segment's memory cost and gain, on text that the caller names. */
package io.blatam.benchmarks.tiers;
