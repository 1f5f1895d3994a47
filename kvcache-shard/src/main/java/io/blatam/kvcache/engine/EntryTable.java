package io.blatam.kvcache.engine;

import java.util.function.Consumer;

/**
 * Entries by key: open addressing over groups of eight slots, after the hash tables of Abseil
 * ("Swiss tables", Benzaquen et al. 2017). One long a group holds a mark of each entry, seven bits
 * of its hash, so a lookup compares eight slots at once and mostly knows after one step, without a
 * branch that goes either way, that there is none: a processor can be at several lookups at a time.
 * One lookup in some thirty meets a mark that is like its own by chance; eight bits more say so for
 * a tenth of what it takes to read a wrong entry. A group that is full passes on to the next.
 * Removal moves back what was passed on, so there are no tombstones. Six bytes a slot; between
 * three eighths and three quarters of the slots are in use once it has grown.
 *
 * <p>Where too many keys share a hash, which only happens on purpose, groups go by all of their
 * characters from then on.
 */
final class EntryTable {

  private static final int GROUP_BITS = 3;
  private static final int GROUP = 1 << GROUP_BITS;
  private static final int FIRST_GROUPS = 2;

  /** More entries than this with one hash are nobody's bad luck. */
  private static final int MAX_NAMESAKES = 8;

  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;

  private final long seed;
  private boolean byText;

  /**
   * A byte for each slot, the first slot's the lowest: 0 where there is no entry, otherwise the
   * highest bit and seven bits of the hash.
   */
  private long[] groups = new long[FIRST_GROUPS];

  /** Of each slot that has an entry eight bits of the hash that are in no mark. */
  private byte[] details = new byte[FIRST_GROUPS * GROUP];

  private CacheEntry[] slots = new CacheEntry[FIRST_GROUPS * GROUP];
  private int size;

  /**
   * @param seed what nobody outside can know
   */
  EntryTable(long seed) {
    this.seed = seed;
  }

  /**
   * The entry; null if there is none.
   *
   * @param key its last part
   */
  CacheEntry find(Scope scope, String key, long hash) {
    long spread = byText ? KeyHash.ofText(key, seed ^ hash) : hash;
    long[] all = groups;
    int group = home(spread, all.length);
    long marks = all[group];
    // Apart from the steps below, so that the many misses that end here keep nothing for them.
    return alike(marks, spread) == 0 && free(marks) != 0
        ? null
        : find(scope, key, hash, spread, group);
  }

  private CacheEntry find(Scope scope, String key, long hash, long spread, int home) {
    long[] all = groups;
    int group = home;
    while (true) {
      long marks = all[group];
      for (long alike = alike(marks, spread); alike != 0; alike &= alike - 1) {
        int slot = slot(group, alike);
        if (details[slot] == detail(spread) && slots[slot].is(scope, key, hash)) {
          return slots[slot];
        }
      }
      if (free(marks) != 0) {
        return null;
      }
      group = group + 1 & all.length - 1;
    }
  }

  /**
   * Reads, of the entry that has this hash, what {@link #find} is going to read, so far in. Whoever
   * has many keys to look up reads of all of them what lies equally deep before what lies deeper:
   * then memory is waited for once, not once a key. May be called without the writer's right: what
   * is seen then is nothing to go by.
   *
   * @param depth 0 to 3
   * @return nothing to go by
   */
  int glance(long hash, int depth) {
    long[] all = groups;
    CacheEntry[] there = slots;
    int group = home(hash, Math.min(all.length, there.length >>> GROUP_BITS));
    long alike = alike(all[group], hash);
    CacheEntry entry = alike == 0 ? null : there[slot(group, alike)];
    return entry == null ? 0 : entry.glance(depth);
  }

  /** Whether groups go by all of the keys' characters by now. */
  boolean byText() {
    return byText;
  }

  /** Whether this very entry is here. */
  boolean holds(CacheEntry entry) {
    return find(entry) >= 0;
  }

  /** Takes in an entry whose key is not here. */
  void add(CacheEntry entry) {
    if (++size * 4L > slots.length * 3L) {
      rebuild(groups.length * 2);
    }
    place(entry);
  }

  void replace(CacheEntry before, CacheEntry after) {
    slots[slotOf(before)] = after;
  }

  void remove(CacheEntry entry) {
    int hole = slotOf(entry);
    size--;
    for (int moved = passedOver(hole); moved >= 0; moved = passedOver(hole)) {
      details[hole] = details[moved];
      put(hole, slots[moved], mark(groups[moved >>> GROUP_BITS], moved));
      hole = moved;
    }
    put(hole, null, 0);
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

  /**
   * The slot of an entry in a later group that was passed on because the group of this slot, which
   * becomes free, was full; negative if there is none.
   */
  private int passedOver(int hole) {
    int mask = groups.length - 1;
    int full = hole >>> GROUP_BITS;
    for (int group = full; free(groups[group]) == 0; ) {
      group = group + 1 & mask;
      for (int at = group * GROUP; at < (group + 1) * GROUP; at++) {
        if (slots[at] != null) {
          int home = home(spread(slots[at]), groups.length);
          if ((group - home & mask) >= (group - full & mask)) {
            return at;
          }
        }
      }
    }
    return -1;
  }

  private int slotOf(CacheEntry entry) {
    int slot = find(entry);
    if (slot < 0) {
      throw new IllegalStateException("the segment does not hold " + entry);
    }
    return slot;
  }

  private int find(CacheEntry entry) {
    long spread = spread(entry);
    int group = home(spread, groups.length);
    while (true) {
      for (long alike = alike(groups[group], spread); alike != 0; alike &= alike - 1) {
        if (slots[slot(group, alike)] == entry) {
          return slot(group, alike);
        }
      }
      if (free(groups[group]) != 0) {
        return -1;
      }
      group = group + 1 & groups.length - 1;
    }
  }

  private void place(CacheEntry entry) {
    long spread = spread(entry);
    int group = home(spread, groups.length);
    int namesakes = namesakes(group, entry, spread);
    while (free(groups[group]) == 0) {
      group = group + 1 & groups.length - 1;
      namesakes += namesakes(group, entry, spread);
    }
    int slot = slot(group, free(groups[group]));
    details[slot] = detail(spread);
    put(slot, entry, mark(spread));
    if (namesakes >= MAX_NAMESAKES && !byText) {
      byText = true;
      rebuild(groups.length);
    }
  }

  private int namesakes(int group, CacheEntry entry, long spread) {
    int namesakes = 0;
    for (long alike = alike(groups[group], spread); alike != 0; alike &= alike - 1) {
      namesakes += slots[slot(group, alike)].hash() == entry.hash() ? 1 : 0;
    }
    return namesakes;
  }

  private void put(int slot, CacheEntry entry, long mark) {
    int group = slot >>> GROUP_BITS;
    int shift = (slot & GROUP - 1) * Byte.SIZE;
    groups[group] = groups[group] & ~(0xffL << shift) | mark << shift;
    slots[slot] = entry;
  }

  private void rebuild(int capacity) {
    CacheEntry[] before = slots;
    details = new byte[capacity * GROUP];
    slots = new CacheEntry[capacity * GROUP];
    groups = new long[capacity];
    for (CacheEntry entry : before) {
      if (entry != null) {
        place(entry);
      }
    }
  }

  private long spread(CacheEntry entry) {
    return byText ? KeyHash.ofText(entry.name(), seed ^ entry.hash()) : entry.hash();
  }

  private static int home(long spread, int groups) {
    return (int) spread & groups - 1;
  }

  /** Of bits that {@link #home} does not use, as the detail. */
  private static long mark(long spread) {
    return spread >>> 57 | 0x80;
  }

  private static byte detail(long spread) {
    return (byte) (spread >>> 49);
  }

  private static long mark(long group, int slot) {
    return group >>> (slot & GROUP - 1) * Byte.SIZE & 0xff;
  }

  /**
   * The top bit of each byte that is the hash's mark; of some above such a one as well, but never
   * of a free one.
   */
  private static long alike(long group, long spread) {
    long differ = group ^ mark(spread) * ONES;
    return differ - ONES & ~differ & TOPS;
  }

  /** The top bit of each byte without an entry. */
  private static long free(long group) {
    return ~group & TOPS;
  }

  /** The slot of the lowest of these bits. */
  private static int slot(int group, long bits) {
    return group * GROUP + (Long.numberOfTrailingZeros(bits) >>> GROUP_BITS);
  }
}
