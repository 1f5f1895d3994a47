package io.blatam.kvcache.http;

import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.shard.Answer.Description;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The cache in figures, since each segment came up.
 *
 * @param tenant whose part {@code own} is
 * @param own the caller's tenant's part of the cache
 * @param total everybody's together; only for operators, as are the segments
 */
public record CacheStats(
    String tenant, Figures own, Optional<Figures> total, Optional<List<Segment>> segments) {

  /**
   * @param hitRatio hits among lookups, 0 to 1; 0 before the first lookup
   * @param savedMillis what the hits would have cost to compute again
   */
  public record Figures(
      long entries,
      long bytes,
      long hits,
      long misses,
      double hitRatio,
      long savedMillis,
      long insertions,
      long evictions,
      long expirations,
      long rejected) {

    static Figures of(Tally tally) {
      long lookups = tally.hits() + tally.misses();
      return new Figures(
          tally.entries(),
          tally.bytes(),
          tally.hits(),
          tally.misses(),
          lookups == 0 ? 0 : (double) tally.hits() / lookups,
          tally.savedMillis(),
          tally.insertions(),
          tally.evictions(),
          tally.expirations(),
          tally.rejected());
    }
  }

  /**
   * @param flights loads under way
   */
  public record Segment(int segment, long maxBytes, int flights, Figures figures) {}

  static CacheStats forTenant(String tenant, List<Description> segments) {
    return new CacheStats(tenant, own(segments), Optional.empty(), Optional.empty());
  }

  static CacheStats forOperator(String tenant, List<Description> segments) {
    Tally total = segments.stream().map(Description::total).reduce(Tally.ZERO, Tally::plus);
    List<Segment> each =
        IntStream.range(0, segments.size())
            .mapToObj(number -> segment(number, segments.get(number)))
            .toList();
    return new CacheStats(tenant, own(segments), Optional.of(Figures.of(total)), Optional.of(each));
  }

  private static Figures own(List<Description> segments) {
    return Figures.of(segments.stream().map(Description::tenant).reduce(Tally.ZERO, Tally::plus));
  }

  private static Segment segment(int number, Description said) {
    return new Segment(number, said.maxBytes(), said.flights(), Figures.of(said.total()));
  }
}
