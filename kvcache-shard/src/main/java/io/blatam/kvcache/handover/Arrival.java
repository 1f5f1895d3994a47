package io.blatam.kvcache.handover;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/**
 * A segment's coming to a node. At first its callers are held and what arrives is only collected,
 * so that it can be taken in in the order in which it had been used, the hottest last. Once the
 * segment is open, what still arrives is colder than what is there: it is taken in as long as there
 * is room without evicting, and unless its key has been changed here since. Belongs to the
 * segment's one writer.
 */
public final class Arrival {

  /** About 10 MB of keys. */
  private static final int MAX_CHANGES = 100_000;

  private final CacheSegment segment;
  private final long maxBytes;
  private final Arrivals arrivals = new Arrivals(MAX_CHANGES);
  private final List<CacheEntry> collected = new ArrayList<>();
  private int nodesLeft;
  private boolean open;

  /**
   * @param maxBytes what the segment may hold
   * @param nodes how many nodes were asked for what they hold of it
   */
  public Arrival(CacheSegment segment, long maxBytes, int nodes) {
    this.segment = segment;
    this.maxBytes = maxBytes;
    this.nodesLeft = nodes;
    if (nodes == 0) {
      close();
    }
  }

  /** Whether the segment may be asked; until then its callers are held. */
  public boolean isOpen() {
    return open;
  }

  /** Whether nothing more is taken in. */
  public boolean isOver() {
    return arrivals.closed();
  }

  public void changed(CacheKey key) {
    arrivals.changed(key);
  }

  /** All such keys were removed, whether they had arrived or not. */
  public void cleared(Predicate<CacheKey> keys) {
    collected.removeIf(entry -> keys.test(entry.key()));
    arrivals.cleared(keys);
  }

  /**
   * @param from tells the nodes apart
   * @param last whether nothing more comes from this node
   */
  public void delivered(Object from, List<Parcel> parcels, boolean last, long now) {
    if (isOver()) {
      return;
    }
    List<CacheEntry> entries = arrivals.unpack(from, parcels);
    if (open) {
      entries.forEach(entry -> restoreIfRoom(entry, now));
    } else {
      collected.addAll(entries);
    }
    if (last && --nodesLeft == 0) {
      open(now);
      close();
    }
  }

  /** Takes in what has arrived; from now on the segment may be asked. */
  public void open(long now) {
    if (open) {
      return;
    }
    open = true;
    Collections.reverse(collected);
    collected.forEach(entry -> restore(entry, now));
    // What they follow was hotter, so it came after them.
    collected.forEach(entry -> entry.parent().ifPresent(parent -> segment.chain(entry.key())));
    collected.clear();
  }

  /** Nothing more is taken in. */
  public void close() {
    open = true;
    arrivals.close();
  }

  /** What the segment holds, for its next move. */
  public List<CacheEntry> hottestFirst(long now) {
    List<CacheEntry> entries = new ArrayList<>();
    segment.listing().forEach(now, entries::add);
    Collections.reverse(entries);
    entries.addAll(collected);
    return entries;
  }

  private void restoreIfRoom(CacheEntry entry, long now) {
    if (segment.bytes() + entry.weight() <= maxBytes) {
      restore(entry, now);
    }
  }

  private void restore(CacheEntry entry, long now) {
    if (segment.restore(entry, now) && arrivals.pinned(entry.key())) {
      segment.pin(entry.key(), now);
    }
  }
}
