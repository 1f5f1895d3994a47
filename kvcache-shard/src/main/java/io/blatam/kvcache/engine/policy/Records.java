package io.blatam.kvcache.engine.policy;

import java.util.Arrays;

/**
 * The keys that one cache holds, a number each; {@link #BYTES} bytes a key in arrays that grow by
 * an eighth. Fields are open to the experts of this package.
 */
final class Records {

  /** Bytes a record. */
  static final int BYTES = 3 * Integer.BYTES + Byte.BYTES;

  static final int NONE = -1;

  private static final int FIRST = 32;

  /** When it was last asked for, in accesses; wraps around. */
  int[] last = new int[FIRST];

  /** An {@link Info}. */
  int[] info = new int[FIRST];

  int[] weight = new int[FIRST];

  private byte[] counts = new byte[FIRST];

  private int size;
  private int used;
  private int free = NONE;

  int allocate() {
    size++;
    if (free != NONE) {
      int record = free;
      free = last[record];
      return record;
    }
    if (used == last.length) {
      grow(used + Math.max(FIRST, used >>> 3));
    }
    return used++;
  }

  /** Its {@link FadingCount}. */
  int count(int record) {
    return Byte.toUnsignedInt(counts[record]);
  }

  void count(int record, int count) {
    counts[record] = (byte) count;
  }

  void free(int record) {
    last[record] = free;
    free = record;
    size--;
  }

  int size() {
    return size;
  }

  /** The most that there have been at a time. */
  int most() {
    return used;
  }

  /** Every record's number is below this. */
  int limit() {
    return last.length;
  }

  private void grow(int length) {
    last = Arrays.copyOf(last, length);
    info = Arrays.copyOf(info, length);
    weight = Arrays.copyOf(weight, length);
    counts = Arrays.copyOf(counts, length);
  }
}
