package io.blatam.kvcache.analytics;

import java.util.Arrays;

/**
 * Samples, which are numbers from 0 on, in the order of their last use, and the bytes of those that
 * were used since one was. Slots stand in that order, with sums of blocks of them: what was used
 * lately takes few steps, the longest way about the square root of the samples, and all of it is
 * little memory, one piece after the other. Between two references a cache's own work drives it out
 * of the processor's caches; a tree over the slots (Bennett and Kruskal 1975) took twice as long.
 *
 * <p>Not thread-safe. Memory: 20 bytes a sample.
 */
final class LastUses {

  private static final int NONE = -1;

  /** Of each sample. */
  private final int[] slots;

  /** Of each slot; {@link #NONE} where no sample was used last. */
  private final int[] samples;

  private final int[] bytes;

  /** Of each block of slots. */
  private final long[] sums;

  private final int blockBits;
  private int next;
  private int oldest;
  private long all;

  /**
   * @param most how many samples there may be at a time
   */
  LastUses(int most) {
    int count = most * 2;
    this.blockBits = (Integer.SIZE - Integer.numberOfLeadingZeros(count)) / 2;
    this.slots = new int[most];
    this.samples = new int[count];
    this.bytes = new int[count];
    this.sums = new long[(count >>> blockBits) + 1];
    Arrays.fill(samples, NONE);
  }

  /** Of all samples. */
  long bytes() {
    return all;
  }

  int bytes(int sample) {
    return bytes[slots[sample]];
  }

  /** Of those that were used later than this one. */
  long bytesSince(int sample) {
    int slot = slots[sample];
    int block = slot >>> blockBits;
    long since = 0;
    int blockEnd = Math.min(next, block + 1 << blockBits);
    for (int later = slot + 1; later < blockEnd; later++) {
      since += bytes[later];
    }
    for (int later = block + 1; later <= next >>> blockBits; later++) {
      since += sums[later];
    }
    return since;
  }

  void add(int sample, int weight) {
    if (next == samples.length) {
      renumber();
    }
    put(next, sample, weight);
    all += weight;
    next++;
  }

  private void put(int slot, int sample, int weight) {
    slots[sample] = slot;
    samples[slot] = sample;
    bytes[slot] = weight;
    sums[slot >>> blockBits] += weight;
  }

  void remove(int sample) {
    int slot = slots[sample];
    samples[slot] = NONE;
    sums[slot >>> blockBits] -= bytes[slot];
    all -= bytes[slot];
    bytes[slot] = 0;
  }

  void usedAgain(int sample) {
    if (slots[sample] != next - 1) {
      int weight = bytes(sample);
      remove(sample);
      add(sample, weight);
    }
  }

  /** The sample goes by another number from now on, which no other has. */
  void renamed(int sample, int number) {
    slots[number] = slots[sample];
    samples[slots[number]] = number;
  }

  /** Whose last use is longest ago. There must be one. */
  int first() {
    while (samples[oldest] == NONE) {
      oldest++;
    }
    return samples[oldest];
  }

  /** Closes the gaps; half of the slots are free afterwards, so it is rare. */
  private void renumber() {
    Arrays.fill(sums, 0);
    int to = 0;
    for (int slot = 0; slot < samples.length; slot++) {
      if (samples[slot] != NONE) {
        put(to++, samples[slot], bytes[slot]);
      }
    }
    Arrays.fill(samples, to, samples.length, NONE);
    Arrays.fill(bytes, to, bytes.length, 0);
    next = to;
    oldest = 0;
  }
}
