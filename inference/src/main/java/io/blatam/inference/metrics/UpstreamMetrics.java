package io.blatam.inference.metrics;

import io.blatam.inference.api.Usage;
import java.time.Duration;
import java.util.Optional;
import kamon.Kamon;
import kamon.tag.TagSet;

/** What is asked of each endpoint, how long it takes and what it costs. Thread-safe. */
public final class UpstreamMetrics {

  private UpstreamMetrics() {}

  /**
   * @param outcome "answered", "cancelled", or a failure's reason
   * @param micros what it cost, in millionths of the operator's currency
   */
  public static void asked(
      String endpoint, String outcome, Duration elapsed, Optional<Usage> usage, long micros) {
    TagSet tags = TagSet.of("endpoint", endpoint);
    Kamon.counter("blatam.inference.endpoint.requests")
        .withTags(tags.withTag("outcome", outcome))
        .increment();
    Kamon.timer("blatam.inference.endpoint.latency").withTags(tags).record(elapsed);
    usage.ifPresent(
        tokens -> {
          Kamon.counter("blatam.inference.endpoint.tokens")
              .withTags(tags.withTag("kind", "prompt"))
              .increment(tokens.promptTokens());
          Kamon.counter("blatam.inference.endpoint.tokens")
              .withTags(tags.withTag("kind", "completion"))
              .increment(tokens.completionTokens());
        });
    Kamon.counter("blatam.inference.endpoint.cost.micros").withTags(tags).increment(micros);
  }

  public static void inFlight(String endpoint, int count) {
    Kamon.gauge("blatam.inference.endpoint.in-flight").withTag("endpoint", endpoint).update(count);
  }

  public static void waiting(int count) {
    Kamon.gauge("blatam.inference.endpoint.waiting").withoutTags().update(count);
  }
}
