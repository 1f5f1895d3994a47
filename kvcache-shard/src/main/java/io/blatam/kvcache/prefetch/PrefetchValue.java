package io.blatam.kvcache.prefetch;

/**
 * What prefetching was good for, since the node came up.
 *
 * @param fetched entries that were brought into memory ahead
 * @param useful those of them that were asked for within the horizon
 * @param wasted those that were not
 * @param dropped prefetches that were not sent, because too much was under way
 */
public record PrefetchValue(long fetched, long useful, long wasted, long dropped) {

  public static final PrefetchValue ZERO = new PrefetchValue(0, 0, 0, 0);

  public PrefetchValue plus(PrefetchValue other) {
    return new PrefetchValue(
        fetched + other.fetched,
        useful + other.useful,
        wasted + other.wasted,
        dropped + other.dropped);
  }
}
