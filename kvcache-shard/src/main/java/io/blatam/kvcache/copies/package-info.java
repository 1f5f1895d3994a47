/**
 * Second copies of the hottest keys, on nodes that do not own them: what an owner has lent to whom
 * and until when, and what a node has borrowed. Plain Java: which messages carry it is in {@code
 * shard} and {@code client}.
 */
package io.blatam.kvcache.copies;
