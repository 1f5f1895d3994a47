/**
 * Write-through and write-back: when what is written reaches the store behind the cache, in which
 * order, and what is answered when. Plain Java with one writer; time is passed in. The stores
 * themselves are in {@code store}.
 */
package io.blatam.kvcache.writes;
