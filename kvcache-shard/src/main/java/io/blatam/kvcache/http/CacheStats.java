package io.blatam.kvcache.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.blatam.kvcache.analytics.GroupFigures;
import io.blatam.kvcache.analytics.GroupName;
import io.blatam.kvcache.copies.CopyValue;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.engine.TierTally;
import io.blatam.kvcache.insight.ClusterReport;
import io.blatam.kvcache.insight.ClusterReport.Latency;
import io.blatam.kvcache.insight.Rates;
import io.blatam.kvcache.prefetch.PrefetchValue;
import io.blatam.kvcache.shard.Answer.Description;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The cache in figures, since each segment came up.
 *
 * @param tenant whose part {@code own} is
 * @param own the caller's tenant's part of the cache
 * @param silentSegments how many segments did not answer: their part of all figures is missing
 * @param total everybody's together; only for operators, as are the segments
 */
public record CacheStats(
    String tenant,
    Figures own,
    List<Group> namespaces,
    int silentSegments,
    Optional<Figures> total,
    Optional<List<Group>> tenants,
    Optional<Map<String, Tier>> tiers,
    Optional<Throughput> throughput,
    Optional<Prefetch> prefetch,
    Optional<Copies> copies,
    Optional<Map<String, Latency>> latency,
    Optional<Nodes> nodes,
    Optional<List<Segment>> segments) {

  /**
   * A namespace of one tenant, or a tenant with all of its namespaces.
   *
   * @param joined callers who got what somebody else was loading
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Group(
      String tenant,
      Optional<String> namespace,
      long hits,
      long misses,
      double hitRatio,
      long joined,
      long savedMillis,
      long evictions) {

    static Group of(GroupFigures figures) {
      return of(figures, Optional.of(figures.name().namespace()));
    }

    static Group of(GroupFigures figures, Optional<String> namespace) {
      return new Group(
          figures.name().others() ? "(other)" : figures.name().tenant(),
          namespace,
          figures.hits(),
          figures.misses(),
          ratio(figures.hits(), figures.misses()),
          figures.joined(),
          figures.savedMillis(),
          figures.evicted());
    }
  }

  /**
   * What one tier holds, and what it did since each segment came up.
   *
   * @param bytes on the heap; of files, for the cold tier
   * @param hits lookups that it answered
   * @param dropped entries that left it for lack of room and went no further down
   */
  public record Tier(long entries, long bytes, long hits, long dropped) {

    static Tier of(TierTally tally) {
      return new Tier(tally.entries(), tally.bytes(), tally.hits(), tally.dropped());
    }
  }

  /** A second, over the last window. */
  public record Throughput(double lookups, double insertions, double evictions) {}

  /**
   * Entries that were brought into memory before somebody asked for them, since the nodes came up.
   *
   * @param useful those that were asked for soon after
   * @param wasted those that were not
   * @param dropped what would have been fetched, had not too much been under way
   */
  public record Prefetch(long fetched, long useful, long wasted, long dropped) {

    static Prefetch of(PrefetchValue value) {
      return new Prefetch(value.fetched(), value.useful(), value.wasted(), value.dropped());
    }
  }

  /**
   * Copies of hot keys at nodes that do not own them, since the nodes came up.
   *
   * @param hits lookups that they answered
   * @param recalled those that went because their key changed
   * @param declined those that found no room, or were too late
   */
  public record Copies(long taken, long hits, long recalled, long declined) {

    static Copies of(CopyValue value) {
      return new Copies(value.taken(), value.hits(), value.recalled(), value.declined());
    }
  }

  /**
   * @param answered addresses
   * @param silent how many did not answer: their part of namespaces and latencies is missing
   */
  public record Nodes(List<String> answered, int silent) {}

  /**
   * @param hitRatio hits among lookups, 0 to 1; 0 before the first lookup
   * @param savedMillis what the hits would have cost to compute again
   * @param staleHits those hits that gave a value past its freshness
   * @param quotaEvictions those evictions that made room in a tenant's own quota
   * @param pinnedBytes those bytes that can not be evicted
   */
  public record Figures(
      long entries,
      long bytes,
      long hits,
      long misses,
      double hitRatio,
      long savedMillis,
      long staleHits,
      long insertions,
      long evictions,
      long quotaEvictions,
      long expirations,
      long removals,
      long rejected,
      long pinnedBytes) {

    static Figures of(Tally tally) {
      return new Figures(
          tally.entries(),
          tally.bytes(),
          tally.hits(),
          tally.misses(),
          ratio(tally.hits(), tally.misses()),
          tally.savedMillis(),
          tally.staleHits(),
          tally.insertions(),
          tally.evictions(),
          tally.quotaEvictions(),
          tally.expirations(),
          tally.removals(),
          tally.rejected(),
          tally.pinnedBytes());
    }
  }

  /**
   * @param flights loads under way
   */
  public record Segment(int segment, long maxBytes, int flights, Figures figures) {}

  static CacheStats forTenant(
      String tenant, List<Optional<Description>> segments, ClusterReport report) {
    return new CacheStats(
        tenant,
        own(segments),
        namespaces(report),
        silent(segments),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  static CacheStats forOperator(
      String tenant, List<Optional<Description>> segments, ClusterReport report) {
    Tally total = answered(segments).map(Description::total).reduce(Tally.ZERO, Tally::plus);
    List<Segment> each =
        IntStream.range(0, segments.size())
            .boxed()
            .flatMap(number -> segments.get(number).stream().map(said -> segment(number, said)))
            .toList();
    Rates rates = report.rates();
    return new CacheStats(
        tenant,
        own(segments),
        namespaces(report),
        silent(segments),
        Optional.of(Figures.of(total)),
        Optional.of(tenants(report)),
        Optional.of(tiers(segments)),
        Optional.of(
            new Throughput(
                rates.lookupsPerSecond(), rates.insertionsPerSecond(), rates.evictionsPerSecond())),
        Optional.of(Prefetch.of(report.prefetch())),
        Optional.of(Copies.of(report.copies())),
        Optional.of(report.latencies()),
        Optional.of(new Nodes(report.nodes(), report.silent())),
        Optional.of(each));
  }

  /** By name, from the top down. */
  private static Map<String, Tier> tiers(List<Optional<Description>> segments) {
    Map<String, TierTally> tallies = new LinkedHashMap<>();
    answered(segments)
        .flatMap(segment -> segment.tiers().stream())
        .forEach(tally -> tallies.merge(tally.tier(), tally, TierTally::plus));
    Map<String, Tier> tiers = new LinkedHashMap<>();
    tallies.forEach((name, tally) -> tiers.put(name, Tier.of(tally)));
    return tiers;
  }

  private static List<Group> namespaces(ClusterReport report) {
    return report.figures().stream().map(Group::of).toList();
  }

  private static List<Group> tenants(ClusterReport report) {
    Map<String, List<GroupFigures>> byTenant =
        report.figures().stream()
            .collect(
                Collectors.groupingBy(
                    figures -> figures.name().tenant(), TreeMap::new, Collectors.toList()));
    return byTenant.entrySet().stream()
        .map(
            each ->
                Group.of(
                    ClusterReport.sum(each.getValue(), new GroupName(each.getKey(), "")),
                    Optional.empty()))
        .toList();
  }

  private static double ratio(long hits, long misses) {
    return hits + misses == 0 ? 0 : (double) hits / (hits + misses);
  }

  private static Figures own(List<Optional<Description>> segments) {
    return Figures.of(answered(segments).map(Description::tenant).reduce(Tally.ZERO, Tally::plus));
  }

  private static Stream<Description> answered(List<Optional<Description>> segments) {
    return segments.stream().flatMap(Optional::stream);
  }

  private static int silent(List<Optional<Description>> segments) {
    return segments.size() - (int) answered(segments).count();
  }

  private static Segment segment(int number, Description said) {
    return new Segment(number, said.maxBytes(), said.flights(), Figures.of(said.total()));
  }
}
