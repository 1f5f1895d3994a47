/**
 * A segment as a sharded actor, and the messages that travel to and from it: batches of {@link
 * io.blatam.kvcache.shard.Operation} there, batches of {@link io.blatam.kvcache.shard.Answer} back.
 * What a segment decides is in {@code engine}; who asks is in {@code client}.
 *
 * <p>{@link io.blatam.kvcache.shard.SegmentActor} receives the messages, and {@code LiveSegment} is
 * the segment with all that works on it. {@code SegmentOperations} gives each operation to the part
 * that knows how: loads to {@code SegmentFlights}, edits to {@code EntryEditor}, and whatever has
 * to do with a store behind its namespace to {@code StoredOperations}; {@code SegmentCopies} holds
 * up what must wait for copies on other nodes. A thread of the same node need not send a message:
 * it borrows the segment through its {@link io.blatam.kvcache.shard.SegmentCell}.
 */
package io.blatam.kvcache.shard;
