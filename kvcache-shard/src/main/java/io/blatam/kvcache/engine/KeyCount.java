package io.blatam.kvcache.engine;

/**
 * Keys in memory that have a value, also those whose time is over and that nobody has looked at
 * since. Sums of counts are counts.
 *
 * @param ending those of them that have an end
 */
public record KeyCount(long keys, long ending) {

  public static final KeyCount NONE = new KeyCount(0, 0);

  public KeyCount plus(KeyCount other) {
    return new KeyCount(keys + other.keys, ending + other.ending);
  }
}
