package io.blatam.kvcache.store;

import java.util.Comparator;

/**
 * Orders all writes of a key, whoever made them.
 *
 * @param epoch of the segment that wrote: each owner has a greater one than every owner before it
 * @param sequence counts the writes of one owner
 */
public record Version(long epoch, long sequence) implements Comparable<Version> {

  private static final Comparator<Version> ORDER =
      Comparator.comparingLong(Version::epoch).thenComparingLong(Version::sequence);

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }
}
