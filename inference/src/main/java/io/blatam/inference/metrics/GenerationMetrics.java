package io.blatam.inference.metrics;

import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationException;
import io.blatam.platform.StageFailure;
import java.util.Locale;
import kamon.Kamon;
import kamon.tag.TagSet;

/** Answers, tokens and failures by model. Thread-safe. */
public final class GenerationMetrics {

  /**
   * @param model the name that was asked for; what an endpoint calls itself may be anything
   */
  public void completed(String model, Generation generation) {
    String origin = generation.origin().name().toLowerCase(Locale.ROOT);
    TagSet tags = TagSet.builder().add("model", model).add("origin", origin).build();
    Kamon.counter("blatam.inference.answers").withTags(tags).increment();
    Kamon.timer("blatam.inference.latency").withTags(tags).record(generation.elapsed());
    if (generation.origin() == Generation.Origin.MODEL) {
      tokens(model, "prompt", generation.usage().promptTokens());
      tokens(model, "completion", generation.usage().completionTokens());
    } else {
      tokens(model, "saved", generation.usage().totalTokens());
    }
  }

  public void failed(String model, Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    String reason =
        cause instanceof GenerationException known
            ? known.reason().name().toLowerCase(Locale.ROOT)
            : "other";
    Kamon.counter("blatam.inference.failures")
        .withTags(TagSet.builder().add("model", model).add("reason", reason).build())
        .increment();
  }

  private static void tokens(String model, String kind, int count) {
    Kamon.counter("blatam.inference.tokens")
        .withTags(TagSet.builder().add("model", model).add("kind", kind).build())
        .increment(count);
  }
}
