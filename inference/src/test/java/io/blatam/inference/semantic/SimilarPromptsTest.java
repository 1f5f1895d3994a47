package io.blatam.inference.semantic;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import io.blatam.inference.TestSystem;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.Generation.Origin;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.openai.StubEndpoint;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nearly the same prompts, with the real embedder and a model behind a socket. */
@Timeout(60)
class SimilarPromptsTest {

  private static final String ASKED =
      "Escribe la política de devoluciones de una zapatería, 30 días";
  private static final String AGAIN = "Política de devoluciones para una zapatería: 30 días";

  private static StubEndpoint endpoint;
  private static ActorSystem<Void> system;

  @BeforeAll
  static void start() {
    endpoint = StubEndpoint.start();
    system = system("blatam.kvcache.namespaces.generation.semantic.enabled = on");
  }

  private static ActorSystem<Void> system(String settings) {
    return TestSystem.start(
        """
        blatam.inference.openai { base-url = "%s", model = "stub" }
        %s
        """
            .formatted(endpoint.baseUrl(), settings));
  }

  @AfterAll
  static void stop() {
    system.terminate();
    endpoint.close();
  }

  @Test
  void nearlyTheSamePrompt_isAnsweredFromTheCacheAndSaysSo() throws Exception {
    Generation first = complete("acme", ASKED);
    remembered("acme", ASKED);

    Generation second = complete("acme", AGAIN);

    assertThat(first.origin()).isEqualTo(Origin.MODEL);
    assertThat(second.origin()).isEqualTo(Origin.SIMILAR);
    assertThat(second.text()).isEqualTo(first.text());
    List<GenerationChunk> chunks =
        Inference.get(system).stream(request("acme", AGAIN))
            .runWith(Sink.seq(), system)
            .toCompletableFuture()
            .get(20, SECONDS);
    assertThat(chunks.get(0))
        .isInstanceOfSatisfying(
            GenerationChunk.Started.class,
            started -> assertThat(started.origin()).isEqualTo(Origin.SIMILAR));
    // It was not stored under its own name: the first prompt's answer is still the only one.
    assertThat(complete("acme", ASKED).origin()).isEqualTo(Origin.CACHE);
  }

  @Test
  void anotherNumberTenantOrParameter_asksTheModel() throws Exception {
    complete("globex", ASKED);
    remembered("globex", ASKED);

    assertThat(complete("globex", AGAIN.replace("30", "15")).origin()).isEqualTo(Origin.MODEL);
    assertThat(complete("initech", AGAIN).origin()).isEqualTo(Origin.MODEL);
    GenerationRequest longer =
        request("globex", AGAIN).withParameters(Parameters.defaults().withMaxTokens(900));
    assertThat(complete(system, longer).origin()).isEqualTo(Origin.MODEL);
    GenerationRequest later =
        GenerationRequest.of(
            "globex", List.of(Message.system("Responde en verso."), Message.user(AGAIN)));
    assertThat(complete(system, later).origin()).isEqualTo(Origin.MODEL);
  }

  @Test
  void off_asksTheModel() throws Exception {
    ActorSystem<Void> plain = system("");
    try {
      complete(plain, request("acme", ASKED));
      assertThat(complete(plain, request("acme", AGAIN)).origin()).isEqualTo(Origin.MODEL);
    } finally {
      plain.terminate();
    }
  }

  private static GenerationRequest request(String tenant, String prompt) {
    return GenerationRequest.of(tenant, List.of(Message.user(prompt)));
  }

  private static Generation complete(String tenant, String prompt) throws Exception {
    return complete(system, request(tenant, prompt));
  }

  private static Generation complete(ActorSystem<Void> system, GenerationRequest request)
      throws Exception {
    return Inference.get(system).complete(request).toCompletableFuture().get(20, SECONDS);
  }

  /** The prompt is put on its list behind the answer's back; a third wording shows when. */
  private static void remembered(String tenant, String prompt) throws Exception {
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    String wording = "Redacta " + prompt.replace("Escribe", "");
    while (complete(tenant, wording).origin() == Origin.MODEL) {
      assertThat(System.nanoTime()).isLessThan(patience);
      wording = "Por favor, " + wording;
    }
  }
}
