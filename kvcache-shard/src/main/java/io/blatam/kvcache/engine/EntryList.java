package io.blatam.kvcache.engine;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A doubly linked list of entries: everything in constant time on average. An entry is in one list
 * at a time and knows in which ({@link CacheEntry#list}) and where, so a policy that keeps several
 * finds it without a map. Not thread-safe: it belongs to the segment's one writer, as its entries
 * do.
 *
 * <p>The links are numbers in two arrays and not references in the entries. They stay in the
 * processor's cache, and moving an entry tells the garbage collector nothing: G1's barriers on five
 * references cost more than everything else that a hit does, and by several times.
 */
public class EntryList {

  private static final int NONE = -1;
  private static final int LEAST_CAPACITY = 4;

  private CacheEntry[] members = new CacheEntry[LEAST_CAPACITY];
  private int[] before = new int[LEAST_CAPACITY];

  /** For a free place, the next one that is free. */
  private int[] after = new int[LEAST_CAPACITY];

  private int first = NONE;
  private int last = NONE;
  private int size;

  /** Places from here on were never used. */
  private int used;

  private int free = NONE;

  public final int size() {
    return size;
  }

  public final Optional<CacheEntry> first() {
    return first == NONE ? Optional.empty() : Optional.of(members[first]);
  }

  /**
   * @throws IllegalStateException if the entry is in a list already
   */
  public final void addLast(CacheEntry entry) {
    if (entry.list != null) {
      throw new IllegalStateException(entry + " is in a list already");
    }
    int place = freePlace();
    members[place] = entry;
    entry.list = this;
    entry.place = place;
    link(place);
    size++;
  }

  /**
   * @throws IllegalStateException if the entry is not in this list
   */
  public final void remove(CacheEntry entry) {
    requireHere(entry);
    int place = entry.place;
    unlink(place);
    members[place] = null;
    after[place] = free;
    free = place;
    entry.list = null;
    size--;
    if (size < members.length / 4 && members.length > LEAST_CAPACITY) {
      shrink(members.length / 2);
    }
  }

  /**
   * @throws IllegalStateException if the entry is not in this list
   */
  public final void moveToLast(CacheEntry entry) {
    requireHere(entry);
    int place = entry.place;
    if (last != place) {
      unlink(place);
      link(place);
    }
  }

  /** Every entry, first to last. The list must not be changed meanwhile. */
  public final void forEach(Consumer<CacheEntry> action) {
    for (int place = first; place != NONE; place = after[place]) {
      action.accept(members[place]);
    }
  }

  private int freePlace() {
    if (free != NONE) {
      int place = free;
      free = after[place];
      return place;
    }
    if (used == members.length) {
      int capacity = used + Math.max(LEAST_CAPACITY, used / 4);
      members = Arrays.copyOf(members, capacity);
      before = Arrays.copyOf(before, capacity);
      after = Arrays.copyOf(after, capacity);
    }
    return used++;
  }

  private void shrink(int capacity) {
    CacheEntry[] ordered = new CacheEntry[capacity];
    int count = 0;
    for (int place = first; place != NONE; place = after[place]) {
      ordered[count++] = members[place];
    }
    members = ordered;
    before = new int[capacity];
    after = new int[capacity];
    first = NONE;
    last = NONE;
    free = NONE;
    used = count;
    for (int place = 0; place < count; place++) {
      members[place].place = place;
      link(place);
    }
  }

  private void link(int place) {
    before[place] = last;
    after[place] = NONE;
    if (last == NONE) {
      first = place;
    } else {
      after[last] = place;
    }
    last = place;
  }

  private void unlink(int place) {
    int previous = before[place];
    int next = after[place];
    if (previous == NONE) {
      first = next;
    } else {
      after[previous] = next;
    }
    if (next == NONE) {
      last = previous;
    } else {
      before[next] = previous;
    }
  }

  private void requireHere(CacheEntry entry) {
    if (entry.list != this) {
      throw new IllegalStateException(entry + " is not in this list");
    }
  }
}
