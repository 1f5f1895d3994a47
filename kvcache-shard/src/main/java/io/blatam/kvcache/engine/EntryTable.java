package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;
import java.util.function.Consumer;

/**
 * Entries by key: open addressing with linear probing over 32 bits of each entry's hash, so that
 * only entries that most likely are the right one are touched. Removal shifts back, so there are no
 * tombstones. Eight bytes a slot; between three eighths and three quarters of the slots are in use
 * once it has grown. Where too many keys share a hash, which only happens on purpose, slots go by
 * all of their characters from then on.
 */
final class EntryTable {

  private static final int FIRST_CAPACITY = 16;

  private static final int FREE = 0;

  /** More entries than this with one tag are nobody's bad luck. */
  private static final int MAX_NAMESAKES = 8;

  private final long seed;
  private boolean byText;

  /** A slot's part of the hash; {@link #FREE} where there is no entry. */
  private int[] tags = new int[FIRST_CAPACITY];

  private CacheEntry[] slots = new CacheEntry[FIRST_CAPACITY];
  private int size;

  /**
   * @param seed what nobody outside can know
   */
  EntryTable(long seed) {
    this.seed = seed;
  }

  /** The entry; null if there is none. */
  CacheEntry find(CacheKey key, long hash) {
    int[] all = tags;
    int mask = all.length - 1;
    int tag = tag(key.key(), hash);
    int at = tag & mask;
    while (all[at] != FREE) {
      if (all[at] == tag && slots[at].is(key, hash)) {
        return slots[at];
      }
      at = (at + 1) & mask;
    }
    return null;
  }

  /**
   * Reads, of the entry that has this hash, what {@link #find} is going to read, so far in. Whoever
   * has many keys to look up reads of all of them what lies equally deep before what lies deeper:
   * then memory is waited for once, not once a key. May be called without the writer's right: what
   * is seen then is nothing to go by.
   *
   * @param depth 0 to 2
   * @return nothing to go by
   */
  int glance(long hash, int depth) {
    int[] all = tags;
    CacheEntry[] there = slots;
    int mask = Math.min(all.length, there.length) - 1;
    int tag = (int) hash;
    int at = tag & mask;
    for (int i = 0; i < MAX_NAMESAKES && all[at] != FREE; i++) {
      CacheEntry entry = all[at] == tag ? there[at] : null;
      if (entry != null) {
        return entry.glance(depth);
      }
      at = (at + 1) & mask;
    }
    return 0;
  }

  /** Whether slots go by all of the keys' characters by now. */
  boolean byText() {
    return byText;
  }

  /** Whether this very entry is here. */
  boolean holds(CacheEntry entry) {
    int mask = tags.length - 1;
    int at = tag(entry.name(), entry.hash()) & mask;
    while (tags[at] != FREE && slots[at] != entry) {
      at = (at + 1) & mask;
    }
    return tags[at] != FREE;
  }

  /** Takes in an entry whose key is not here. */
  void add(CacheEntry entry) {
    if (++size * 4L > slots.length * 3L) {
      rebuild(slots.length * 2);
    }
    place(entry);
  }

  void replace(CacheEntry before, CacheEntry after) {
    slots[slot(before)] = after;
  }

  void remove(CacheEntry entry) {
    int hole = slot(entry);
    int mask = tags.length - 1;
    int at = (hole + 1) & mask;
    while (tags[at] != FREE) {
      int home = tags[at] & mask;
      boolean reachesOverTheHole = ((at - home) & mask) >= ((at - hole) & mask);
      if (reachesOverTheHole) {
        tags[hole] = tags[at];
        slots[hole] = slots[at];
        hole = at;
      }
      at = (at + 1) & mask;
    }
    tags[hole] = FREE;
    slots[hole] = null;
    size--;
  }

  int size() {
    return size;
  }

  /** Every entry, in no order. The table must not be changed meanwhile. */
  void forEach(Consumer<CacheEntry> action) {
    for (CacheEntry entry : slots) {
      if (entry != null) {
        action.accept(entry);
      }
    }
  }

  private int slot(CacheEntry entry) {
    int mask = slots.length - 1;
    int at = tag(entry.name(), entry.hash()) & mask;
    while (slots[at] != entry) {
      if (tags[at] == FREE) {
        throw new IllegalStateException("the segment does not hold " + entry);
      }
      at = (at + 1) & mask;
    }
    return at;
  }

  private void place(CacheEntry entry) {
    int mask = slots.length - 1;
    int tag = tag(entry.name(), entry.hash());
    int at = tag & mask;
    int namesakes = 0;
    while (tags[at] != FREE) {
      namesakes += tags[at] == tag ? 1 : 0;
      at = (at + 1) & mask;
    }
    tags[at] = tag;
    slots[at] = entry;
    if (namesakes >= MAX_NAMESAKES && !byText) {
      byText = true;
      rebuild(slots.length);
    }
  }

  private void rebuild(int capacity) {
    CacheEntry[] before = slots;
    slots = new CacheEntry[capacity];
    tags = new int[capacity];
    for (CacheEntry entry : before) {
      if (entry != null) {
        place(entry);
      }
    }
  }

  private int tag(String name, long hash) {
    int tag = (int) (byText ? KeyHash.ofText(name, seed ^ hash) : hash);
    return tag == FREE ? 1 : tag;
  }
}
