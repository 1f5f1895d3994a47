package io.blatam.kvcache.engine.policy;

import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.EntryList;
import io.blatam.kvcache.engine.EvictionPolicy;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Gives up the entry that was read and written least often since it is there; of several, the one
 * that was used last the longest time ago. Entries used equally often are in one list, and these
 * lists in the order of their counts, so everything takes constant time (Shah, Mitra, Matani 2010).
 * It takes 12 to 48 bytes an entry for the lists, and 184 for each different count.
 */
public final class LfuPolicy implements EvictionPolicy {

  /** Entries that were used equally often, the one used last coming last. */
  private static final class Peers extends EntryList {
    final long uses;
    Peers fewer;
    Peers more;

    Peers(long uses) {
      this.uses = uses;
    }
  }

  /** Never used, and so always empty: the lists in use hang on it in a ring. */
  private final Peers none = new Peers(0);

  public LfuPolicy() {
    none.fewer = none;
    none.more = none;
  }

  @Override
  public boolean arriving(CacheEntry entry) {
    return true;
  }

  @Override
  public void inserted(CacheEntry entry) {
    oneMore(none).addLast(entry);
  }

  @Override
  public void touched(CacheEntry entry) {
    move(entry, entry);
  }

  @Override
  public void replaced(CacheEntry before, CacheEntry after) {
    move(before, after);
  }

  @Override
  public void evicted(CacheEntry entry) {
    removed(entry);
  }

  @Override
  public void removed(CacheEntry entry) {
    Peers peers = peersOf(entry);
    peers.remove(entry);
    dropIfEmpty(peers);
  }

  @Override
  public Optional<CacheEntry> victim() {
    return none.more.first();
  }

  @Override
  public void forEach(Consumer<CacheEntry> action) {
    for (Peers each = none.more; each != none; each = each.more) {
      each.forEach(action);
    }
  }

  private void move(CacheEntry before, CacheEntry after) {
    Peers peers = peersOf(before);
    peers.remove(before);
    oneMore(peers).addLast(after);
    dropIfEmpty(peers);
  }

  private static Peers peersOf(CacheEntry entry) {
    return (Peers) entry.list().orElseThrow();
  }

  /** The list for one use more than this one's, made if it is not there. */
  private static Peers oneMore(Peers peers) {
    Peers next = peers.more;
    if (next.uses == peers.uses + 1) {
      return next;
    }
    Peers made = new Peers(peers.uses + 1);
    made.fewer = peers;
    made.more = next;
    peers.more = made;
    next.fewer = made;
    return made;
  }

  private void dropIfEmpty(Peers peers) {
    if (peers.size() == 0) {
      peers.fewer.more = peers.more;
      peers.more.fewer = peers.fewer;
    }
  }
}
