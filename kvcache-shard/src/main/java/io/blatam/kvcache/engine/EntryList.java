package io.blatam.kvcache.engine;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * A doubly linked list through the entries themselves: everything in constant time, nothing
 * allocated. An entry is in one list at a time and knows in which ({@link CacheEntry#list}), so a
 * policy that keeps several finds an entry's place without a map. Not thread-safe: it belongs to
 * the segment's one writer, as its entries do.
 */
public class EntryList {

  private CacheEntry first;
  private CacheEntry last;
  private int size;

  public final int size() {
    return size;
  }

  public final Optional<CacheEntry> first() {
    return Optional.ofNullable(first);
  }

  /**
   * @throws IllegalStateException if the entry is in a list already
   */
  public final void addLast(CacheEntry entry) {
    if (entry.list != null) {
      throw new IllegalStateException(entry + " is in a list already");
    }
    entry.list = this;
    link(entry);
    size++;
  }

  /**
   * @throws IllegalStateException if the entry is not in this list
   */
  public final void remove(CacheEntry entry) {
    requireHere(entry);
    unlink(entry);
    entry.before = null;
    entry.after = null;
    entry.list = null;
    size--;
  }

  /**
   * @throws IllegalStateException if the entry is not in this list
   */
  public final void moveToLast(CacheEntry entry) {
    requireHere(entry);
    if (last != entry) {
      unlink(entry);
      link(entry);
    }
  }

  /** Every entry, first to last. The list must not be changed meanwhile. */
  public final void forEach(Consumer<CacheEntry> action) {
    for (CacheEntry each = first; each != null; each = each.after) {
      action.accept(each);
    }
  }

  private void link(CacheEntry entry) {
    entry.before = last;
    entry.after = null;
    if (last == null) {
      first = entry;
    } else {
      last.after = entry;
    }
    last = entry;
  }

  private void unlink(CacheEntry entry) {
    if (entry.before == null) {
      first = entry.after;
    } else {
      entry.before.after = entry.after;
    }
    if (entry.after == null) {
      last = entry.before;
    } else {
      entry.after.before = entry.before;
    }
  }

  private void requireHere(CacheEntry entry) {
    if (entry.list != this) {
      throw new IllegalStateException(entry + " is not in this list");
    }
  }
}
