package io.blatam.kvcache.insight;

import io.blatam.kvcache.analytics.AccessProfile;
import io.blatam.kvcache.analytics.GroupFigures;
import io.blatam.kvcache.analytics.GroupName;
import io.blatam.kvcache.api.TokenLedger;
import io.blatam.kvcache.copies.CopyValue;
import io.blatam.kvcache.metrics.OperationTimes;
import io.blatam.kvcache.prefetch.PrefetchValue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;

/**
 * What the nodes say together.
 *
 * @param nodes who answered
 * @param silent how many did not answer in time; their part is missing
 * @param prefetch since each node came up, like {@code copies}
 * @param latencies by operation, of the last minute or so
 */
public record ClusterReport(
    List<String> nodes,
    int silent,
    Map<String, Integer> policies,
    List<GroupFigures> figures,
    List<TokenLedger.Saved> tokens,
    AccessProfile profile,
    Rates rates,
    PrefetchValue prefetch,
    CopyValue copies,
    Map<String, Latency> latencies) {

  /** Milliseconds. */
  public record Latency(long count, double p50, double p95, double p99, double max) {

    static Latency of(Histogram micros) {
      return new Latency(
          micros.getTotalCount(),
          micros.getValueAtPercentile(50) / 1_000.0,
          micros.getValueAtPercentile(95) / 1_000.0,
          micros.getValueAtPercentile(99) / 1_000.0,
          micros.getMaxValue() / 1_000.0);
    }
  }

  static ClusterReport of(List<Optional<NodeReport>> answers, int hottest) {
    List<NodeReport> reports = answers.stream().flatMap(Optional::stream).toList();
    Map<String, Integer> policies = new TreeMap<>();
    Map<String, Histogram> latencies = new TreeMap<>();
    List<GroupFigures> figures = new ArrayList<>();
    List<TokenLedger.Saved> tokens = new ArrayList<>();
    AccessProfile profile = AccessProfile.empty();
    Rates rates = Rates.NONE;
    PrefetchValue prefetch = PrefetchValue.ZERO;
    CopyValue copies = CopyValue.ZERO;
    for (NodeReport report : reports) {
      report.policies().forEach((name, count) -> policies.merge(name, count, Integer::sum));
      report
          .latencies()
          .forEach(
              (name, bytes) ->
                  latencies
                      .computeIfAbsent(name, operation -> OperationTimes.empty())
                      .add(Histogram.decodeFromByteBuffer(ByteBuffer.wrap(bytes), 0)));
      figures.addAll(report.figures());
      tokens.addAll(report.tokens());
      profile = profile.plus(report.profile());
      rates = rates.plus(report.rates());
      prefetch = prefetch.plus(report.prefetch());
      copies = copies.plus(report.copies());
    }
    Map<String, Latency> percentiles = new TreeMap<>();
    latencies.forEach((name, histogram) -> percentiles.put(name, Latency.of(histogram)));
    return new ClusterReport(
        reports.stream().map(NodeReport::node).sorted().toList(),
        answers.size() - reports.size(),
        policies,
        List.copyOf(
            figures.stream()
                .collect(
                    Collectors.toMap(
                        GroupFigures::name, Function.identity(), GroupFigures::plus, TreeMap::new))
                .values()),
        tokens,
        profile.hottest(hottest),
        rates,
        prefetch,
        copies,
        percentiles);
  }

  /** One tenant's, or one namespace's, added up. */
  public static GroupFigures sum(List<GroupFigures> figures, GroupName name) {
    return figures.stream().reduce(new GroupFigures(name, 0, 0, 0, 0, 0), GroupFigures::plus);
  }
}
