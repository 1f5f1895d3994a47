package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.LowerEntry;
import io.blatam.kvcache.engine.TierTally;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An entry as it is listed: everything but its value.
 *
 * @param bytes what it takes of the segment
 * @param costMillis what computing it again would cost; empty where it is on disk
 * @param expiresAt milliseconds since the epoch; {@link Long#MAX_VALUE} is never
 * @param age empty where it is not in memory
 * @param after the last part of the key that it follows in a chain; empty below memory
 * @param tier where it lives, as {@link TierTally} names it
 * @param absent whether it remembers that there is nothing
 */
public record EntryLine(
    int segment,
    CacheKey key,
    long bytes,
    OptionalLong costMillis,
    long expiresAt,
    boolean absent,
    Optional<Age> age,
    Optional<String> after,
    String tier) {

  /**
   * Milliseconds since the epoch, to the second.
   *
   * @param since when it came into this memory: was stored, or brought up or taken over
   * @param readAt when it was last read there, or else came
   */
  public record Age(long since, long readAt) {}

  /** The order in which entries are listed: it does not change while entries come and go. */
  public static final Comparator<EntryLine> ORDER =
      Comparator.comparingInt(EntryLine::segment)
          .thenComparing((EntryLine line) -> line.key().tenant())
          .thenComparing(line -> line.key().namespace())
          .thenComparing(line -> line.key().key());

  static EntryLine of(int segment, CacheEntry entry) {
    return new EntryLine(
        segment,
        entry.key(),
        entry.weight(),
        OptionalLong.of(entry.cost()),
        entry.expiresAt(),
        entry.absent(),
        Optional.of(new Age(entry.since(), entry.readAt())),
        entry.parent(),
        TierTally.HOT);
  }

  static EntryLine of(int segment, LowerEntry entry) {
    return new EntryLine(
        segment,
        entry.key(),
        entry.bytes(),
        entry.cost(),
        entry.expiresAt(),
        entry.absent(),
        Optional.empty(),
        Optional.empty(),
        entry.tier());
  }

  /** Stands for a place in the order. */
  public static EntryLine place(int segment, CacheKey key) {
    return new EntryLine(
        segment,
        key,
        0,
        OptionalLong.empty(),
        0,
        false,
        Optional.empty(),
        Optional.empty(),
        TierTally.HOT);
  }
}
