/** What write-through and write-back cost, beside writing to the same database without a cache. */
package io.blatam.benchmarks.writes;
