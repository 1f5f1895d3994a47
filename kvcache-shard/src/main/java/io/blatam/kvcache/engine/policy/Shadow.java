package io.blatam.kvcache.engine.policy;

import java.util.Arrays;

/** A cache of keys without values that obeys one expert: what it would have hit. */
final class Shadow {

  /** Bytes a key held, at the most. */
  static final int BYTES = Records.BYTES + Long.BYTES + 4 * Integer.BYTES;

  /** An arriving key up to one part in so many of the capacity is never declined. */
  static final int DOORSTEP = 64;

  private final Records records = new Records();
  private final Expert expert;
  private final Clock clock;
  private long[] hashes = new long[records.limit()];

  /** Record numbers plus one, by hash; linear probing. */
  private int[] table = new int[64];

  private long capacity;
  private long bytes;

  Shadow(ExpertKind kind, Clock clock, ReuseModel model, long capacity) {
    this.expert = kind.create(records, clock, model, capacity);
    this.clock = clock;
    this.capacity = capacity;
  }

  int size() {
    return records.size();
  }

  long bytes() {
    return bytes;
  }

  boolean contains(long hash) {
    return table[find(hash)] != 0;
  }

  /**
   * A key was asked for, and if it was not there, stored.
   *
   * @param info with this access
   * @return whether it was there
   */
  boolean access(long hash, int weight, int info) {
    int at = find(hash);
    int record = table[at] - 1;
    boolean hit = record >= 0;
    if (hit && records.weight[record] == weight) {
      records.last[record] = clock.now;
      records.info[record] = Info.withPlace(info, Info.place(records.info[record]));
      expert.use(record);
      return true;
    }
    if (hit) {
      drop(record, at);
    }
    boolean heavy = weight > capacity / DOORSTEP;
    if (weight <= capacity && (!heavy || bytes + weight <= capacity || expert.admits(info))) {
      insert(hash, weight, info, clock.now);
    }
    return hit;
  }

  void forget(long hash) {
    int at = find(hash);
    if (table[at] != 0) {
      drop(table[at] - 1, at);
    }
  }

  /** Keeps only keys whose hash is below the threshold, in a cache of another capacity. */
  void narrow(long threshold, long newCapacity) {
    capacity = newCapacity;
    for (int at = 0; at < table.length; at++) {
      // Closing a gap may bring another key to this place.
      while (table[at] != 0 && hashes[table[at] - 1] >>> 1 >= threshold) {
        drop(table[at] - 1, at);
      }
    }
    makeRoom(0);
  }

  private void makeRoom(int weight) {
    while (bytes + weight > capacity) {
      int victim = expert.victim(Records.NONE);
      drop(victim, find(hashes[victim]));
    }
  }

  /** Takes in a key that is not there and was last asked for then, if it fits. */
  void insert(long hash, int weight, int info, int last) {
    if (weight > capacity) {
      return;
    }
    makeRoom(weight);
    int record = records.allocate();
    if (records.limit() > hashes.length) {
      hashes = Arrays.copyOf(hashes, records.limit());
    }
    hashes[record] = hash;
    records.last[record] = last;
    records.info[record] = info;
    records.weight[record] = weight;
    bytes += weight;
    if (records.size() * 2 > table.length) {
      spread();
    }
    table[find(hash)] = record + 1;
    expert.enter(record);
  }

  private void drop(int record, int at) {
    expert.leave(record);
    bytes -= records.weight[record];
    close(at);
    records.free(record);
  }

  private void spread() {
    int[] old = table;
    table = new int[old.length * 2];
    for (int entry : old) {
      if (entry != 0) {
        table[find(hashes[entry - 1])] = entry;
      }
    }
  }

  /** Where the key is, or where it would be put. */
  private int find(long hash) {
    int mask = table.length - 1;
    int at = (int) hash & mask;
    while (table[at] != 0 && hashes[table[at] - 1] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void close(int gap) {
    int mask = table.length - 1;
    int hole = gap;
    for (int at = (hole + 1) & mask; table[at] != 0; at = (at + 1) & mask) {
      int home = (int) hashes[table[at] - 1] & mask;
      if (((at - home) & mask) >= ((at - hole) & mask)) {
        table[hole] = table[at];
        hole = at;
      }
    }
    table[hole] = 0;
  }
}
