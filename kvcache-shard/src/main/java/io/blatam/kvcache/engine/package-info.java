/**
 * The cache proper, in plain Java. Time and randomness are passed in; no actor, no clock and no
 * thread lives here.
 *
 * <p>Begin with {@link io.blatam.kvcache.engine.CacheSegment}, a bounded map with one writer.
 * Behind it, {@code Contents} holds the entries and evicts when there is no room, {@code Lookups}
 * finds them in memory or brings them up from below it, and {@code NewEntries} makes them. What can
 * be exchanged is an interface: {@link io.blatam.kvcache.engine.EvictionPolicy} says which entry
 * goes, {@link io.blatam.kvcache.engine.Codec} how values are kept, {@link
 * io.blatam.kvcache.engine.Residency} where evicted entries live on, and {@link
 * io.blatam.kvcache.engine.SegmentListener} hears what happens. Two things stand beside a segment:
 * {@link io.blatam.kvcache.engine.FlightTable} knows who loads what and who waits for it, and
 * {@link io.blatam.kvcache.engine.ExistsLeases} keeps readable for a while what somebody was told
 * is there.
 */
package io.blatam.kvcache.engine;
