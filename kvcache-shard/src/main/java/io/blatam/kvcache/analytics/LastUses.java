package io.blatam.kvcache.analytics;

import java.util.Arrays;

/**
 * Samples, which are numbers from 0 on, in the order of their last use, and the bytes of those that
 * were used since one was. Slots stand in that order, with sums of eight slots each, of eight of
 * those sums, and so on. What a question reads is eight numbers of each level, whichever the slot:
 * a loop whose end depends on the slot makes the processor guess where it ends, and a wrong guess
 * takes as long as a dozen additions. It is little memory: between two references a cache's own
 * work drives it out of the processor's caches.
 *
 * <p>Not thread-safe. Memory: 22 bytes a sample.
 */
final class LastUses {

  private static final int NONE = -1;
  private static final int FAN_BITS = 3;
  private static final int FAN = 1 << FAN_BITS;

  /** Of each sample, one place further; the first is where {@link #NONE} goes. */
  private final int[] slots;

  /** Of each slot; {@link #NONE} where no sample was used last. */
  private final int[] samples;

  private final int[] bytes;

  /** Of eight slots each, then of eight of those each, up to at most eight. */
  private final long[][] sums;

  private int next;
  private int oldest;
  private long all;

  /**
   * @param most how many samples there may be at a time
   */
  LastUses(int most) {
    this.slots = new int[most + 1];
    this.samples = new int[most * 2];
    this.bytes = new int[wholeFans(most * 2)];
    this.sums = levels(bytes.length);
    Arrays.fill(samples, NONE);
  }

  private static long[][] levels(int slots) {
    long[][] levels = {};
    for (int count = slots / FAN; count > 0; count = count <= FAN ? 0 : wholeFans(count) / FAN) {
      levels = Arrays.copyOf(levels, levels.length + 1);
      levels[levels.length - 1] = new long[wholeFans(count)];
    }
    return levels;
  }

  private static int wholeFans(int count) {
    return (count + FAN - 1) / FAN * FAN;
  }

  /** Of all samples. */
  long bytes() {
    return all;
  }

  int bytes(int sample) {
    return bytes[slot(sample)];
  }

  private int slot(int sample) {
    return slots[sample + 1];
  }

  /** Of those that were used later than this one. */
  long bytesSince(int sample) {
    int at = slot(sample);
    int fan = at & -FAN;
    long since = 0;
    for (int later = 0; later < FAN; later++) {
      since += bytes[fan + later] & above(later, at);
    }
    for (long[] level : sums) {
      at >>>= FAN_BITS;
      fan = at & -FAN;
      for (int later = 0; later < FAN; later++) {
        since += level[fan + later] & above(later, at);
      }
    }
    return since;
  }

  /** All bits where a place in its fan comes after another's place there, otherwise none. */
  private static long above(int place, int other) {
    return (other & FAN - 1) - place >> Integer.SIZE - 1;
  }

  void add(int sample, int weight) {
    if (next == samples.length) {
      renumber();
    }
    slots[sample + 1] = next;
    samples[next] = sample;
    bytes[next] = weight;
    change(next, weight);
    next++;
  }

  void remove(int sample) {
    int slot = slot(sample);
    samples[slot] = NONE;
    change(slot, -bytes[slot]);
    bytes[slot] = 0;
  }

  private void change(int slot, long more) {
    int at = slot;
    for (long[] level : sums) {
      at >>>= FAN_BITS;
      level[at] += more;
    }
    all += more;
  }

  void usedAgain(int sample) {
    if (slot(sample) != next - 1) {
      int weight = bytes(sample);
      remove(sample);
      add(sample, weight);
    }
  }

  /** The sample goes by another number from now on, which no other has. */
  void renamed(int sample, int number) {
    slots[number + 1] = slot(sample);
    samples[slot(number)] = number;
  }

  /** Whose last use is longest ago. There must be one. */
  int first() {
    while (samples[oldest] == NONE) {
      oldest++;
    }
    return samples[oldest];
  }

  /**
   * Closes the gaps; half of the slots are free afterwards, so it is rare. Which slots are gaps is
   * chance, so a gap is not asked for: what it says is overwritten by what comes after it.
   */
  private void renumber() {
    int to = 0;
    for (int slot = 0; slot < samples.length; slot++) {
      int sample = samples[slot];
      slots[sample + 1] = to;
      samples[to] = sample;
      bytes[to] = bytes[slot];
      to += 1 + (sample >> Integer.SIZE - 1);
    }
    Arrays.fill(samples, to, samples.length, NONE);
    Arrays.fill(bytes, to, bytes.length, 0);
    addUp();
    next = to;
    oldest = 0;
  }

  private void addUp() {
    Arrays.fill(sums[0], 0);
    for (int slot = 0; slot < bytes.length; slot++) {
      sums[0][slot >>> FAN_BITS] += bytes[slot];
    }
    for (int level = 1; level < sums.length; level++) {
      Arrays.fill(sums[level], 0);
      for (int fan = 0; fan < sums[level - 1].length; fan++) {
        sums[level][fan >>> FAN_BITS] += sums[level - 1][fan];
      }
    }
  }
}
