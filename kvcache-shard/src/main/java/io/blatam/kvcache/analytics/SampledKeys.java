package io.blatam.kvcache.analytics;

import java.util.Arrays;

/**
 * Reuse distances of a sample of the keys: SHARDS with a fixed number of keys (Waldspurger, Park,
 * Garthwaite, Ahmad: Efficient MRC Construction with SHARDS, FAST 2015). A key belongs to the
 * sample where its hash lies below a threshold, so either all of its references are seen or none;
 * when the sample is full the threshold falls by a quarter. A Fenwick tree over the order of last
 * use gives the bytes used since (Bennett and Kruskal 1975), in O(log keys).
 *
 * <p>Keys whose distance exceeds the horizon are forgotten: they are misses at every size that
 * anybody asks about, and so a stream of ever new keys leaves the sample as it is.
 *
 * <p>Not thread-safe. Memory: about 90 bytes for each of {@code maxKeys}.
 */
final class SampledKeys {

  private static final class Sample {
    final int hash;
    long bytes;
    long cost;
    long usedAt;
    int uses;
    int slot;

    Sample(int hash) {
      this.hash = hash;
    }
  }

  /** What a reference to a sampled key was. */
  interface Reference {

    /**
     * @param distance bytes, scaled up to all keys
     * @param cost milliseconds, as last stored
     * @param sinceMillis since the key was used before
     * @param uses how often the key was used until now
     */
    void again(long distance, long cost, long sinceMillis, int uses);

    void cold();
  }

  private final int maxKeys;
  private final long horizon;
  private final Sample[] table;
  private final Sample[] bySlot;
  private final long[] tree;
  private int next;
  private int oldest;
  private int size;
  private long bytes;

  /** Of 2^32. */
  private long threshold;

  /**
   * @param rate which part of the keys is sampled at first, above 0 and up to 1
   * @param horizonBytes the largest distance that matters
   */
  SampledKeys(int maxKeys, double rate, long horizonBytes) {
    this.maxKeys = maxKeys;
    this.horizon = horizonBytes;
    this.threshold = (long) (rate * (1L << 32));
    this.table = new Sample[Integer.highestOneBit(maxKeys * 2 - 1) * 2];
    this.bySlot = new Sample[maxKeys * 2];
    this.tree = new long[maxKeys * 2 + 1];
  }

  boolean samples(int hash) {
    return Integer.toUnsignedLong(hash) < threshold;
  }

  double rate() {
    return threshold / (double) (1L << 32);
  }

  int size() {
    return size;
  }

  boolean holds(int hash) {
    return find(hash) != null;
  }

  /** A key of the sample was looked up. */
  void referenced(int hash, long now, Reference told) {
    Sample sample = find(hash);
    if (sample == null) {
      told.cold();
      return;
    }
    long since = bytes - sum(sample.slot);
    long distance = (long) (since / rate()) + sample.bytes;
    sample.uses++;
    told.again(distance, sample.cost, Math.max(0, now - sample.usedAt), sample.uses);
    sample.usedAt = now;
    toFront(sample);
  }

  /** A value of a key of the sample was stored; this counts as a use. */
  void stored(int hash, long weight, long cost, long now) {
    Sample sample = find(hash);
    if (sample == null) {
      sample = new Sample(hash);
      makeRoom();
      if (!samples(hash)) {
        return;
      }
      insert(sample);
      sample.usedAt = now;
      sample.slot = -1;
    }
    sample.cost = cost;
    if (sample.slot >= 0) {
      takeOut(sample);
    }
    sample.bytes = weight;
    putLast(sample);
    while (bytes > horizon * rate() && size > 1) {
      forget(first().hash);
    }
  }

  /** The key is gone: its next lookup is a miss at any size. */
  void forget(int hash) {
    Sample sample = find(hash);
    if (sample != null) {
      takeOut(sample);
      delete(sample);
    }
  }

  private void makeRoom() {
    while (size >= maxKeys) {
      threshold = threshold * 3 / 4;
      for (Sample each : bySlot.clone()) {
        if (each != null && !samples(each.hash)) {
          forget(each.hash);
        }
      }
    }
  }

  private void toFront(Sample sample) {
    takeOut(sample);
    putLast(sample);
  }

  private void takeOut(Sample sample) {
    bySlot[sample.slot] = null;
    change(sample.slot, -sample.bytes);
    bytes -= sample.bytes;
  }

  private void putLast(Sample sample) {
    if (next == bySlot.length) {
      renumber();
    }
    sample.slot = next;
    bySlot[next] = sample;
    change(next, sample.bytes);
    bytes += sample.bytes;
    next++;
  }

  /** Closes the gaps; half of the slots are free afterwards, so it is rare. */
  private void renumber() {
    int to = 0;
    for (Sample each : bySlot.clone()) {
      if (each != null) {
        bySlot[to] = each;
        each.slot = to++;
      }
    }
    Arrays.fill(bySlot, to, bySlot.length, null);
    Arrays.fill(tree, 0);
    next = to;
    oldest = 0;
    for (int i = 0; i < to; i++) {
      change(i, bySlot[i].bytes);
    }
  }

  private Sample first() {
    while (bySlot[oldest] == null) {
      oldest++;
    }
    return bySlot[oldest];
  }

  private void change(int slot, long by) {
    for (int i = slot + 1; i < tree.length; i += i & -i) {
      tree[i] += by;
    }
  }

  /** Bytes of the slots up to this one, itself included. */
  private long sum(int slot) {
    long sum = 0;
    for (int i = slot + 1; i > 0; i -= i & -i) {
      sum += tree[i];
    }
    return sum;
  }

  // A hash table with linear probing. The sampling took the high bits; the low ones choose a place.

  private Sample find(int hash) {
    int mask = table.length - 1;
    for (int at = hash & mask; table[at] != null; at = (at + 1) & mask) {
      if (table[at].hash == hash) {
        return table[at];
      }
    }
    return null;
  }

  private void insert(Sample sample) {
    int mask = table.length - 1;
    int at = sample.hash & mask;
    while (table[at] != null) {
      at = (at + 1) & mask;
    }
    table[at] = sample;
    size++;
  }

  private void delete(Sample sample) {
    int mask = table.length - 1;
    int hole = sample.hash & mask;
    while (table[hole] != sample) {
      hole = (hole + 1) & mask;
    }
    table[hole] = null;
    size--;
    // What was pushed behind the hole moves up, so that no search ends early (Knuth 6.4, R).
    for (int at = (hole + 1) & mask; table[at] != null; at = (at + 1) & mask) {
      int home = table[at].hash & mask;
      boolean reachable = hole <= at ? hole < home && home <= at : hole < home || home <= at;
      if (!reachable) {
        table[hole] = table[at];
        table[at] = null;
        hole = at;
      }
    }
  }
}
