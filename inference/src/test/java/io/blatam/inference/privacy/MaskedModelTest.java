package io.blatam.inference.privacy;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import io.blatam.inference.TestSystem;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.openai.StubEndpoint;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MaskedModelTest {

  @Test
  void complete_masked_theEndpointSeesPlaceholdersAndTheCallerTheData() throws Exception {
    try (StubEndpoint endpoint = StubEndpoint.start()) {
      endpoint.always(wire -> wire.answerWith("Escribí a [EMAIL_1] hoy."));
      ActorSystem<Void> system =
          TestSystem.start(
              """
              blatam.inference { pii-masking = on, openai { base-url = "%s", model = "stub" } }
              """
                  .formatted(endpoint.baseUrl()));
      try {
        Generation answer =
            Inference.get(system)
                .complete(
                    GenerationRequest.of(
                        "acme", List.of(Message.user("Escribe a ana@aroma.co, C.C. 52345678."))))
                .toCompletableFuture()
                .get(20, SECONDS);

        assertThat(answer.text()).isEqualTo("Escribí a ana@aroma.co hoy.");
        assertThat(endpoint.received().get(0).body())
            .contains("Escribe a [EMAIL_1], C.C. [CEDULA_1].")
            .doesNotContain("ana@aroma.co")
            .doesNotContain("52345678");
      } finally {
        system.terminate();
      }
    }
  }
}
