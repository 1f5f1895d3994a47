/**
 * Write-through and write-back: when what is written reaches the store behind the cache, in which
 * order, and what is answered when. Plain Java with one writer; time is passed in. The stores
 * themselves are in {@code store}.
 *
 * <p>Everything goes through {@link io.blatam.kvcache.writes.NamespaceWriter}. What is to be done
 * with a key is a {@link io.blatam.kvcache.writes.Work}; works of one key wait for their {@code
 * Turn}, and {@code Progress} does those whose turn has come. What is acknowledged and not saved
 * yet is in the {@link io.blatam.kvcache.writes.DirtyBuffer}. A {@code Claim} is the right to write
 * to the store. Works that are done together form a {@link io.blatam.kvcache.writes.Group}; a
 * {@link io.blatam.kvcache.writes.Hold} is a segment's part in a step that several segments take
 * together.
 */
package io.blatam.kvcache.writes;
