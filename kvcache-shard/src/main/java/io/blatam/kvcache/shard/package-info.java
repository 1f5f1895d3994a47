/**
 * A segment as a sharded actor, and the messages that travel to and from it: batches of operations
 * there, batches of answers back. What a segment decides is in {@code engine}; who asks is in
 * {@code client}.
 */
package io.blatam.kvcache.shard;
