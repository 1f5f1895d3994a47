package io.blatam.inference.cached;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import io.blatam.inference.TestSystem;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.Generation.Origin;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.openai.StubEndpoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code blatam.inference.cache} says is what happens. */
@Timeout(60)
class CacheSettingsTest {

  private static final GenerationRequest REQUEST =
      GenerationRequest.of("acme", List.of(Message.user("¿otra vez?")));

  @Test
  void complete_cacheOff_asksEveryTime() throws Exception {
    assertThat(secondOrigin("enabled = off", Parameters.defaults().withTemperature(0)))
        .isEqualTo(Origin.MODEL);
  }

  @Test
  void complete_nondeterministicOff_asksEveryTimeUnlessTheAnswerIsDetermined() throws Exception {
    assertThat(secondOrigin("nondeterministic = off", Parameters.defaults()))
        .isEqualTo(Origin.MODEL);
    assertThat(secondOrigin("nondeterministic = off", Parameters.defaults().withTemperature(0)))
        .isEqualTo(Origin.CACHE);
    assertThat(secondOrigin("nondeterministic = off", Parameters.defaults().withSeed(7)))
        .isEqualTo(Origin.CACHE);
  }

  @Test
  void complete_nothingSaid_isCached() throws Exception {
    assertThat(secondOrigin("", Parameters.defaults().withTemperature(1))).isEqualTo(Origin.CACHE);
  }

  private static Origin secondOrigin(String settings, Parameters parameters) throws Exception {
    try (StubEndpoint endpoint = StubEndpoint.start()) {
      ActorSystem<Void> system =
          TestSystem.start(
              """
              blatam.inference.cache { %s }
              blatam.inference.openai { base-url = "%s", model = "stub" }
              """
                  .formatted(settings, endpoint.baseUrl()));
      try {
        complete(system, parameters);
        return complete(system, parameters).origin();
      } finally {
        system.terminate();
      }
    }
  }

  private static Generation complete(ActorSystem<Void> system, Parameters parameters)
      throws Exception {
    return Inference.get(system)
        .complete(REQUEST.withParameters(parameters))
        .toCompletableFuture()
        .get(20, SECONDS);
  }
}
