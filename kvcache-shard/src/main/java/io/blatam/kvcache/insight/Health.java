package io.blatam.kvcache.insight;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.insight.ClusterReport.Latency;
import io.blatam.kvcache.insight.HealthSettings.Threshold;
import io.blatam.kvcache.shard.Answer.Description;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How the cache is.
 *
 * @param state the worst of the checks'
 */
public record Health(State state, List<Check> checks) {

  private static final String LATENCY = "latency-p99";

  /** So many slow operations are more than chance. */
  private static final int SEVERAL = 5;

  public enum State {
    OK,
    WARN,
    CRITICAL
  }

  /**
   * @param value empty where there is nothing to judge yet
   * @param advice what to do; empty where all is well
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Check(
      String name,
      State state,
      Optional<Double> value,
      double warn,
      double critical,
      String unit,
      Optional<String> advice) {}

  /**
   * @param segments what each segment answered, empty where it did not
   */
  public static Health of(
      HealthSettings settings,
      ClusterReport report,
      List<Optional<Description>> segments,
      Language language) {
    List<Check> checks =
        List.of(
            segments(segments, report.silent(), language),
            hitRatio(settings, report.rates(), total(segments), language),
            evictions(settings, report.rates(), segments.size(), language),
            latency(settings, report, language),
            memory(settings, report.rates(), segments, language));
    State worst = checks.stream().map(Check::state).max(Comparator.naturalOrder()).orElse(State.OK);
    return new Health(worst, checks);
  }

  private static Check segments(
      List<Optional<Description>> segments, int silentNodes, Language language) {
    long silent = segments.stream().filter(Optional::isEmpty).count();
    State state = silent > 0 ? State.CRITICAL : silentNodes > 0 ? State.WARN : State.OK;
    return new Check(
        "segments",
        state,
        Optional.of((double) silent),
        1,
        1,
        "not answering",
        advice(
            state,
            language.say(
                counted(silent, "segment", "segments")
                    + " and "
                    + counted(silentNodes, "node", "nodes")
                    + " did not answer: see in the log whether a node is lost or overloaded;"
                    + " loads go on beside the cache meanwhile.",
                "No respondieron "
                    + counted(silent, "segmento", "segmentos")
                    + " y "
                    + counted(silentNodes, "nodo", "nodos")
                    + ": revise en el registro si un nodo se perdió o está sobrecargado; mientras"
                    + " tanto se calcula sin la caché.")));
  }

  private static String counted(long number, String one, String more) {
    return number + " " + (number == 1 ? one : more);
  }

  /** Hits among the lookups that could have hit. */
  private static Check hitRatio(
      HealthSettings settings, Rates rates, Tally total, Language language) {
    long lookups = rates.hits() + rates.misses() - firstOfTheirKeys(rates, total);
    Threshold threshold = settings.hitRatio();
    if (lookups < settings.minLookups()) {
      return new Check(
          "hit-ratio",
          State.OK,
          Optional.empty(),
          threshold.warn(),
          threshold.critical(),
          "ratio",
          Optional.empty());
    }
    double ratio = (double) rates.hits() / lookups;
    State state =
        ratio < threshold.critical()
            ? State.CRITICAL
            : ratio < threshold.warn() ? State.WARN : State.OK;
    return new Check(
        "hit-ratio",
        state,
        Optional.of(ratio),
        threshold.warn(),
        threshold.critical(),
        "ratio",
        advice(
            state,
            language.say(
                "Few lookups hit: see ./blatam cache curve for what more memory would do, and"
                    + " whether TTLs are shorter than the times between uses.",
                "Pocas consultas aciertan: vea en ./blatam cache curve qué haría más memoria, y si"
                    + " los plazos (TTL) son más cortos que el tiempo entre usos.")));
  }

  /**
   * Misses in the window that no cache could have spared: whatever is held was missed once, when it
   * was new. What was lost may be what was asked for again, each such entry once for each loss.
   */
  private static long firstOfTheirKeys(Rates rates, Tally total) {
    long lost = total.evictions() + total.expirations() + total.removals();
    return Math.max(0, Math.min(rates.misses() - lost, total.entries()));
  }

  private static Tally total(List<Optional<Description>> segments) {
    return segments.stream()
        .flatMap(Optional::stream)
        .map(Description::total)
        .reduce(Tally.ZERO, Tally::plus);
  }

  private static Check evictions(
      HealthSettings settings, Rates rates, int segments, Language language) {
    return rising(
        "evictions",
        rates.evictionsPerSecond() / Math.max(1, segments),
        settings.evictionsPerSecond(),
        "per second and segment",
        language.say(
            "Entries are pushed out fast: raise blatam.kvcache.segment-bytes or add a node.",
            "Las entradas se expulsan deprisa: aumente blatam.kvcache.segment-bytes o añada un"
                + " nodo."));
  }

  /** Loads take as long as what they load, so they say nothing about the cache. */
  private static Check latency(HealthSettings settings, ClusterReport report, Language language) {
    Threshold threshold = settings.latencyP99Millis();
    OptionalDouble slowest =
        report.latencies().entrySet().stream()
            .filter(each -> !each.getKey().equals("load"))
            .flatMap(each -> lasting(each.getValue()).stream())
            .mapToDouble(Double::doubleValue)
            .max();
    if (slowest.isEmpty()) {
      return new Check(
          LATENCY,
          State.OK,
          Optional.empty(),
          threshold.warn(),
          threshold.critical(),
          "ms",
          Optional.empty());
    }
    return rising(
        LATENCY,
        slowest.getAsDouble(),
        threshold,
        "ms",
        language.say(
            "Operations are slow: look for pauses of the collector, a busy processor or a slow"
                + " network between nodes.",
            "Hay operaciones lentas: busque pausas del recolector, un procesador ocupado o una red"
                + " lenta entre nodos."));
  }

  /**
   * The highest percentile that {@link #SEVERAL} operations reach at least: the first ones of a
   * process take long because its code is not compiled yet, and must not decide it. Empty where
   * there were too few for any.
   */
  private static Optional<Double> lasting(Latency latency) {
    if (latency.count() >= SEVERAL * 100) {
      return Optional.of(latency.p99());
    } else if (latency.count() >= SEVERAL * 20) {
      return Optional.of(latency.p95());
    }
    return latency.count() >= SEVERAL * 2 ? Optional.of(latency.p50()) : Optional.empty();
  }

  private static Check memory(
      HealthSettings settings,
      Rates rates,
      List<Optional<Description>> segments,
      Language language) {
    Tally total = total(segments);
    long bound = segments.stream().flatMap(Optional::stream).mapToLong(Description::maxBytes).sum();
    double used = bound == 0 ? 0 : (double) total.bytes() / bound;
    Check check =
        rising(
            "memory",
            used,
            settings.memory(),
            "of the bound",
            language.say(
                "The cache is full and evicts: ./blatam cache curve says what more memory would"
                    + " save.",
                "La caché está llena y expulsa: ./blatam cache curve dice cuánto ahorraría más"
                    + " memoria."));
    // A full cache is a working one; it is worth a word only while it loses what it holds.
    boolean idle = rates.evictionsPerSecond() == 0;
    return idle && check.state() == State.WARN
        ? new Check(
            check.name(),
            State.OK,
            check.value(),
            check.warn(),
            check.critical(),
            check.unit(),
            Optional.empty())
        : check;
  }

  private static Check rising(
      String name, double value, Threshold threshold, String unit, String advice) {
    State state =
        value > threshold.critical()
            ? State.CRITICAL
            : value > threshold.warn() ? State.WARN : State.OK;
    return new Check(
        name,
        state,
        Optional.of(value),
        threshold.warn(),
        threshold.critical(),
        unit,
        advice(state, advice));
  }

  private static Optional<String> advice(State state, String text) {
    return state == State.OK ? Optional.empty() : Optional.of(text);
  }
}
