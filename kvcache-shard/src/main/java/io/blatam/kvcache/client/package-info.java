/**
 * The asking side: one actor a node that batches calls by segment and matches answers to calls, and
 * the facade over it. What happens at the segment is not known here beyond its messages.
 *
 * <p>{@link io.blatam.kvcache.client.ClusterKvCache} is the facade. {@code Calls} begins what it is
 * asked, or turns it away when too much is under way; {@code ClientActor} drives all calls on one
 * thread, each of which is a {@code Call} with its own way to the end ({@code SimpleCall}, {@code
 * LoadCall}, {@code PrefetchCall}); a {@code Lane} gathers what goes to one segment. What concerns
 * all segments at once is in {@link io.blatam.kvcache.client.EverySegment}, and writes over several
 * of them in {@link io.blatam.kvcache.client.NewKeyWrites}.
 */
package io.blatam.kvcache.client;
