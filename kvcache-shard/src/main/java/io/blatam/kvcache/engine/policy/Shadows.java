package io.blatam.kvcache.engine.policy;

import java.util.Arrays;

/**
 * Caches of keys without values, one for each of several experts, that all see the same accesses:
 * what each would have hit. A key is recorded once, however many of them hold it: its past, and
 * when it was last asked for, are the same for all. It is known by the upper half of its hash.
 */
final class Shadows {

  /**
   * A key that arrives is heavy if it weighs more than one part in so many of the capacity. The
   * experts may decline a heavy one, and never another.
   */
  static final int HEAVY_PART = 64;

  private static final int FIRST_TABLE = 64;
  private static final int MULTIPLIER = 0x9E3779B9;

  private final Records records = new Records();
  private final Expert[] experts;
  private final long[] bytes;
  private final Clock clock;
  private int[] marks = new int[records.limit()];

  /** Which experts hold the key: a bit each. */
  private byte[] holders = new byte[records.limit()];

  /** Record numbers plus one, by mark; linear probing, three quarters full at the most. */
  private int[] table = new int[FIRST_TABLE];

  private long capacity;

  /**
   * @param capacity of each, in bytes
   */
  Shadows(Clock clock, Forecast forecast, long capacity, ExpertKind... kinds) {
    this.clock = clock;
    this.capacity = capacity;
    this.experts = new Expert[kinds.length];
    this.bytes = new long[kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      experts[i] = kinds[i].create(records, clock, forecast, capacity);
    }
  }

  /** Bytes a key, at the most: arrays grow by an eighth, and the table doubles. */
  static int bytesAKey(int experts) {
    int record =
        Records.BYTES
            + Integer.BYTES
            + Byte.BYTES
            + GdsfExpert.BYTES_A_MEMBER
            + GittinsExpert.BYTES_A_MEMBER;
    return (record + experts * Lists.BYTES) * 9 / 8 + Integer.BYTES * 8 / 3 + 1;
  }

  static int mark(long hash) {
    return (int) (hash >>> 32);
  }

  /** How many keys are held by any of them. */
  int size() {
    return records.size();
  }

  long bytes(int expert) {
    return bytes[expert];
  }

  boolean contains(int expert, long hash) {
    int record = table[find(mark(hash))] - 1;
    return record >= 0 && holds(expert, record);
  }

  /**
   * A key was asked for, and stored by those that did not have it.
   *
   * @param info with this access
   * @return who had it: a bit for each expert
   */
  int access(long hash, int weight, int info) {
    int record = record(mark(hash), weight);
    int had = holders[record];
    if (records.weight[record] != weight) {
      leaveAll(record);
      records.weight[record] = weight;
    }
    records.last[record] = clock.now;
    records.count(record, clock.count);
    records.info[record] = Info.withPlace(info, Info.place(records.info[record]));
    for (int expert = 0; expert < experts.length; expert++) {
      if (holds(expert, record)) {
        experts[expert].use(record);
      } else if (takes(expert, weight, info)) {
        enter(expert, record);
      }
    }
    forgetUnheld(record);
    return had;
  }

  /**
   * Lets all take in a key that was last asked for then, if it fits and none has it: among a
   * hundred thousand keys there are two of one mark.
   */
  void insert(long hash, int weight, int info, int count, int last) {
    if (weight > capacity || table[find(mark(hash))] != 0) {
      return;
    }
    int record = record(mark(hash), weight);
    records.last[record] = last;
    records.count(record, count);
    records.info[record] = info;
    for (int expert = 0; expert < experts.length; expert++) {
      enter(expert, record);
    }
  }

  void forget(long hash) {
    int record = table[find(mark(hash))] - 1;
    if (record >= 0) {
      leaveAll(record);
      forgetUnheld(record);
    }
  }

  /** Keeps only keys whose mark is below the threshold, in caches of another capacity. */
  void narrow(long threshold, long newCapacity) {
    capacity = newCapacity;
    for (int at = 0; at < table.length; at++) {
      // Closing a gap may bring another key to this place.
      while (table[at] != 0 && Integer.toUnsignedLong(marks[table[at] - 1]) >= threshold) {
        int record = table[at] - 1;
        leaveAll(record);
        forgetUnheld(record);
      }
    }
    for (int expert = 0; expert < experts.length; expert++) {
      experts[expert].resize(newCapacity);
      makeRoom(expert, 0);
    }
  }

  private boolean holds(int expert, int record) {
    return (holders[record] >>> expert & 1) != 0;
  }

  private boolean takes(int expert, int weight, int info) {
    boolean heavy = weight > capacity / HEAVY_PART;
    return weight <= capacity
        && (!heavy || bytes[expert] + weight <= capacity || experts[expert].admits(info));
  }

  private void enter(int expert, int record) {
    makeRoom(expert, records.weight[record]);
    bytes[expert] += records.weight[record];
    holders[record] |= (byte) (1 << expert);
    experts[expert].enter(record);
  }

  private void makeRoom(int expert, int weight) {
    while (bytes[expert] + weight > capacity) {
      int victim = experts[expert].victim(Records.NONE);
      leave(expert, victim);
      forgetUnheld(victim);
    }
  }

  private void leaveAll(int record) {
    for (int expert = 0; expert < experts.length; expert++) {
      if (holds(expert, record)) {
        leave(expert, record);
      }
    }
  }

  private void leave(int expert, int record) {
    experts[expert].leave(record);
    bytes[expert] -= records.weight[record];
    holders[record] &= (byte) ~(1 << expert);
  }

  private void forgetUnheld(int record) {
    if (holders[record] == 0) {
      close(find(marks[record]));
      records.free(record);
    }
  }

  /** The key's record; a new one, which nobody holds yet, if there was none. */
  private int record(int mark, int weight) {
    int at = find(mark);
    if (table[at] != 0) {
      return table[at] - 1;
    }
    int record = records.allocate();
    if (records.limit() > marks.length) {
      marks = Arrays.copyOf(marks, records.limit());
      holders = Arrays.copyOf(holders, records.limit());
    }
    marks[record] = mark;
    records.weight[record] = weight;
    table[at] = record + 1;
    if (records.size() * 4L > table.length * 3L) {
      spread();
    }
    return record;
  }

  private void spread() {
    int[] old = table;
    table = new int[old.length * 2];
    for (int entry : old) {
      if (entry != 0) {
        table[find(marks[entry - 1])] = entry;
      }
    }
  }

  /** Where the key is, or where it would be put. */
  private int find(int mark) {
    int mask = table.length - 1;
    int at = home(mark);
    while (table[at] != 0 && marks[table[at] - 1] != mark) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Marks of a sample are all below a threshold; their product with an odd number is not. */
  private int home(int mark) {
    return mark * MULTIPLIER >>> Integer.numberOfLeadingZeros(table.length - 1);
  }

  private void close(int gap) {
    int mask = table.length - 1;
    int hole = gap;
    for (int at = (hole + 1) & mask; table[at] != 0; at = (at + 1) & mask) {
      int home = home(marks[table[at] - 1]);
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        table[hole] = table[at];
        hole = at;
      }
    }
    table[hole] = 0;
  }
}
