package io.blatam.kvcache.analytics;

import java.util.Arrays;

/**
 * Reuse distances of a sample of the keys: SHARDS with a fixed number of keys (Waldspurger, Park,
 * Garthwaite, Ahmad: Efficient MRC Construction with SHARDS, FAST 2015). A key belongs to the
 * sample where its mark, which is a hash, lies below a threshold, so either all of its references
 * are seen or none; when the sample is full the threshold falls by an eighth. {@link LastUses}
 * gives the bytes used since.
 *
 * <p>Keys whose distance exceeds the horizon are forgotten: they are misses at every size that
 * anybody asks about, and so a stream of ever new keys leaves the sample as it is.
 *
 * <p>Not thread-safe. Memory: about 55 bytes for each of {@code maxKeys}.
 */
final class SampledKeys {

  private static final int NONE = -1;

  /** As many marks as there are. */
  private static final long ALL = 1L << 32;

  // Facts of a sample.
  private static final int MARK = 0;
  private static final int COST = 1;
  private static final int USED_AT = 2;
  private static final int USES = 3;
  private static final int GROUP = 4;
  private static final int FACTS = 5;

  /** What a reference to a sampled key was. */
  interface Reference {

    /**
     * @param distance bytes, scaled up to all keys
     * @param cost milliseconds, as last stored
     * @param sinceMillis since the key was used before; more than 24 days are less
     * @param uses how often the key was used until now
     */
    void again(long distance, long cost, long sinceMillis, int uses);

    void cold();
  }

  private final int maxKeys;
  private final long horizon;
  private final LastUses order;

  /** A hash table with linear probing of the numbers of the samples. */
  private final int[] table;

  /** What is known of each sample, one after the other: it is read together. */
  private final int[] facts;

  private int size;

  /** Of {@link #ALL}. */
  private long threshold;

  private double weight;

  /**
   * @param rate which part of the keys is sampled at first, above 0 and up to 1
   * @param horizonBytes the largest distance that matters
   */
  SampledKeys(int maxKeys, double rate, long horizonBytes) {
    this.maxKeys = maxKeys;
    this.horizon = horizonBytes;
    threshold((long) (rate * ALL));
    this.order = new LastUses(maxKeys);
    this.table = new int[Integer.highestOneBit(maxKeys * 2 - 1) * 2];
    Arrays.fill(table, NONE);
    this.facts = new int[maxKeys * FACTS];
  }

  /** Marks below it, unsigned, are sampled; of 2^32. */
  long threshold() {
    return threshold;
  }

  private boolean samples(int mark) {
    return Integer.toUnsignedLong(mark) < threshold;
  }

  private void threshold(long below) {
    threshold = below;
    weight = ALL / (double) below;
  }

  double rate() {
    return 1 / weight;
  }

  /** How many keys one of the sample stands for. */
  double weight() {
    return weight;
  }

  int size() {
    return size;
  }

  /** How many of this group's keys are in the sample now. */
  int size(int group) {
    int count = 0;
    for (int sample = 0; sample < size; sample++) {
      count += facts[sample * FACTS + GROUP] == group ? 1 : 0;
    }
    return count;
  }

  boolean holds(int mark) {
    return table[place(mark)] != NONE;
  }

  /** A key of the sample was looked up. */
  void referenced(int mark, long now, Reference told) {
    int sample = table[place(mark)];
    if (sample == NONE) {
      told.cold();
      return;
    }
    long distance = (long) (order.bytesSince(sample) * weight) + order.bytes(sample);
    int at = sample * FACTS;
    int since = Math.max(0, (int) now - facts[at + USED_AT]);
    facts[at + USED_AT] = (int) now;
    facts[at + USES]++;
    told.again(distance, facts[at + COST], since, facts[at + USES]);
    order.usedAgain(sample);
  }

  /**
   * A value of a key of the sample was stored; this counts as a use.
   *
   * @param bytes what it weighs
   * @param cost milliseconds
   * @param group whose key it is
   */
  void stored(int mark, int bytes, int cost, int group, long now) {
    int sample = table[place(mark)];
    if (sample == NONE) {
      makeRoom();
      if (!samples(mark)) {
        return;
      }
      sample = size++;
      table[place(mark)] = sample;
      facts[sample * FACTS + MARK] = mark;
      facts[sample * FACTS + USED_AT] = (int) now;
      facts[sample * FACTS + USES] = 0;
      facts[sample * FACTS + GROUP] = group;
    } else {
      order.remove(sample);
    }
    facts[sample * FACTS + COST] = cost;
    order.add(sample, bytes);
    while (order.bytes() * weight > horizon && size > 1) {
      forget(mark(order.first()));
    }
  }

  /** The key is gone: its next lookup is a miss at any size. */
  void forget(int mark) {
    int place = place(mark);
    if (table[place] != NONE) {
      delete(place);
    }
  }

  private void makeRoom() {
    while (size >= maxKeys) {
      threshold(threshold * 7 / 8);
      for (int sample = size - 1; sample >= 0; sample--) {
        if (!samples(mark(sample))) {
          forget(mark(sample));
        }
      }
    }
  }

  private int mark(int sample) {
    return facts[sample * FACTS + MARK];
  }

  /** Where the mark is in the table, or else is to be. */
  private int place(int mark) {
    int mask = table.length - 1;
    // The sampling took the high bits; the low ones choose a place.
    int at = mark & mask;
    while (table[at] != NONE && mark(table[at]) != mark) {
      at = at + 1 & mask;
    }
    return at;
  }

  /** The last sample takes the number of the one that goes. */
  private void delete(int place) {
    int gone = table[place];
    order.remove(gone);
    close(place);
    int last = --size;
    if (gone != last) {
      table[place(mark(last))] = gone;
      System.arraycopy(facts, last * FACTS, facts, gone * FACTS, FACTS);
      order.renamed(last, gone);
    }
  }

  /** What was pushed behind the hole moves up, so that no search ends early (Knuth 6.4, R). */
  private void close(int place) {
    int mask = table.length - 1;
    int hole = place;
    table[hole] = NONE;
    for (int at = hole + 1 & mask; table[at] != NONE; at = at + 1 & mask) {
      int home = mark(table[at]) & mask;
      boolean reachable = hole <= at ? hole < home && home <= at : hole < home || home <= at;
      if (!reachable) {
        table[hole] = table[at];
        table[at] = NONE;
        hole = at;
      }
    }
  }
}
