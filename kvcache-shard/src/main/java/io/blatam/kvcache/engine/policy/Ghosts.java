package io.blatam.kvcache.engine.policy;

/**
 * What is remembered of keys that are not held any more: nine bytes each, in sets of eight of which
 * the longest unused goes when there is no room. A key is known by 25 bits of its hash; in a table
 * of a thousand sets one look-up in four thousand finds another key's past.
 */
final class Ghosts {

  /** No ghost. */
  static final long NONE = 0;

  private static final int WAYS = 8;

  /** Bytes a ghost. */
  private static final int BYTES = Long.BYTES + Byte.BYTES;

  private static final int TAG_BITS = 25;
  private static final int TAG = 64 - TAG_BITS;
  private static final int LAST = 15;
  private static final int LAST_MASK = (1 << 24) - 1;
  private static final int COUNT = 9;
  private static final int PATTERN = 1;

  /** Counts up to here are exact; from here on there are four steps a doubling. */
  private static final int EXACT = 32;

  /** A lesson looks at so many words at the least, and at an eighth of a larger table. */
  private static final int SWEEP_ALL = 4_096;

  private static final int SWEEPS = 8;

  private final int maxSets;
  private final int shift;
  private long[] table = new long[WAYS];

  /** Their {@link FadingCount}s. */
  private byte[] counts = new byte[WAYS];

  private int takenCount;
  private int sets = 1;
  private int sweep;

  /**
   * @param maxBytes never more than these
   * @param shift times are kept in units of so many bits of accesses
   */
  Ghosts(long maxBytes, int shift) {
    this.maxSets = (int) Math.max(1, Math.min(1 << 24, maxBytes / (WAYS * BYTES)));
    this.shift = shift;
  }

  long bytes() {
    return (long) table.length * BYTES;
  }

  /** Makes room for so many, if it may. */
  void reach(long keys) {
    int wanted = (int) Math.min(maxSets, (keys + WAYS - 1) / WAYS);
    if (wanted > sets) {
      grow(Math.min(maxSets, Math.max(wanted, sets + (sets >>> 1))));
    }
  }

  /** Gives what is known of the key and forgets it; {@link #NONE} if there is nothing. */
  long take(long hash) {
    long tag = hash >>> TAG;
    int from = set(tag);
    for (int at = from; at < from + WAYS; at++) {
      if (table[at] != NONE && table[at] >>> TAG == tag) {
        long found = table[at];
        table[at] = NONE;
        takenCount = countAt(at);
        return found;
      }
    }
    return NONE;
  }

  /** Remembers a key; what it displaces is given up. */
  void put(long hash, int last, int info, int count, int now, Forecast forecast) {
    long tag = hash >>> TAG;
    int from = set(tag);
    int place = from;
    int oldest = -1;
    for (int at = from; at < from + WAYS; at++) {
      int age = table[at] == NONE ? Integer.MAX_VALUE : age(table[at], now);
      if (age > oldest) {
        oldest = age;
        place = at;
      }
    }
    if (table[place] != NONE) {
      forecast.givenUp(info(table[place]), countAt(place), oldest);
    }
    counts[place] = (byte) count;
    table[place] =
        tag << TAG
            | (long) (last >>> shift & LAST_MASK) << LAST
            | (long) code(Info.count(info)) << COUNT
            | (long) Info.pattern(info) << PATTERN
            | 1;
  }

  /** The {@link FadingCount} of what was taken last. */
  int takenCount() {
    return takenCount;
  }

  /** Accesses since it was asked for. */
  int age(long ghost, int now) {
    int last = (int) (ghost >>> LAST) & LAST_MASK;
    return ((now >>> shift) - last & LAST_MASK) << shift;
  }

  /** Its {@link Info}, without weight and cost. */
  static int info(long ghost) {
    return Info.past(count((int) (ghost >>> COUNT) & 63), (int) (ghost >>> PATTERN) & 0xFF);
  }

  /** Tells the lesson of those that still wait, and gives up those older than the horizon. */
  void sweep(int now, int horizon, Forecast.Lesson lesson, Forecast forecast) {
    int parts = table.length <= SWEEP_ALL ? 1 : SWEEPS;
    int length = (table.length + parts - 1) / parts;
    int from = sweep++ % parts * length;
    for (int at = from; at < Math.min(table.length, from + length); at++) {
      if (table[at] != NONE) {
        int age = age(table[at], now);
        int info = info(table[at]);
        if (age > horizon) {
          table[at] = NONE;
          forecast.givenUp(info, countAt(at), age);
        } else {
          lesson.waiting(info, countAt(at), age, parts);
        }
      }
    }
  }

  private int countAt(int at) {
    return Byte.toUnsignedInt(counts[at]);
  }

  private int set(long tag) {
    return (int) (tag * sets >>> TAG_BITS) * WAYS;
  }

  private void grow(int next) {
    long[] old = table;
    byte[] oldCounts = counts;
    table = new long[next * WAYS];
    counts = new byte[next * WAYS];
    sets = next;
    for (int each = 0; each < old.length; each++) {
      if (old[each] != NONE) {
        int from = set(old[each] >>> TAG);
        for (int at = from; at < from + WAYS; at++) {
          if (table[at] == NONE) {
            table[at] = old[each];
            counts[at] = oldCounts[each];
            break;
          }
        }
      }
    }
  }

  private static int code(int count) {
    if (count < EXACT) {
      return count;
    }
    int octave = 31 - Integer.numberOfLeadingZeros(count / EXACT);
    int quarter = count / (EXACT << octave >> 2) - 4;
    return Math.min(63, EXACT + 4 * octave + quarter);
  }

  private static int count(int code) {
    return code < EXACT ? code : (4 + (code & 3)) * (EXACT >> 2) << (code - EXACT >> 2);
  }
}
