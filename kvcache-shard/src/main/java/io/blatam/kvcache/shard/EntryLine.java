package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import java.util.Comparator;

/**
 * An entry as it is listed: everything but its value.
 *
 * @param bytes what it takes of the segment
 * @param costMillis what computing it again would cost
 * @param expiresAt milliseconds since the epoch; {@link Long#MAX_VALUE} is never
 * @param absent whether it remembers that there is nothing
 */
public record EntryLine(
    int segment, CacheKey key, long bytes, long costMillis, long expiresAt, boolean absent) {

  /** The order in which entries are listed: it does not change while entries come and go. */
  public static final Comparator<EntryLine> ORDER =
      Comparator.comparingInt(EntryLine::segment)
          .thenComparing((EntryLine line) -> line.key().tenant())
          .thenComparing(line -> line.key().namespace())
          .thenComparing(line -> line.key().key());

  static EntryLine of(int segment, CacheEntry entry) {
    return new EntryLine(
        segment, entry.key(), entry.weight(), entry.cost(), entry.expiresAt(), entry.absent());
  }

  /** Stands for a place in the order. */
  public static EntryLine place(int segment, CacheKey key) {
    return new EntryLine(segment, key, 0, 0, 0, false);
  }
}
