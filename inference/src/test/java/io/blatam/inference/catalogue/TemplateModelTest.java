package io.blatam.inference.catalogue;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import io.blatam.inference.TestSystem;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.Generation.Origin;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Model;
import io.blatam.inference.api.Parameters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An installation without a language model. */
@Timeout(60)
class TemplateModelTest {

  private static ActorSystem<Void> system;
  private static Inference inference;

  @BeforeAll
  static void start() {
    system = TestSystem.start("");
    inference = Inference.get(system);
  }

  @AfterAll
  static void stop() {
    system.terminate();
  }

  @Test
  void complete_composition_isGivenUnchangedAndThenFromTheCache() throws Exception {
    AtomicInteger compositions = new AtomicInteger();
    String text = "# Resumen ejecutivo\n\n" + "La cafetería Aroma abre en Chapinero. ".repeat(40);
    GenerationRequest request =
        GenerationRequest.of("acme", List.of(Message.user("resumen, cafetería Aroma")))
            .withComposition(
                "plan-1",
                () -> {
                  compositions.incrementAndGet();
                  return text;
                });

    Generation first = complete(request);
    Generation second = complete(request);

    assertThat(first.text()).isEqualTo(text);
    assertThat(first.origin()).isEqualTo(Origin.MODEL);
    assertThat(first.model()).isEqualTo("template 1");
    assertThat(second.text()).isEqualTo(text);
    assertThat(second.origin()).isEqualTo(Origin.CACHE);
    assertThat(second.usage()).isEqualTo(first.usage());
    assertThat(compositions).hasValue(1);
  }

  @Test
  void complete_newTemplateVersion_isComposedAnew() throws Exception {
    List<Message> messages = List.of(Message.user("versioned"));
    GenerationRequest old =
        GenerationRequest.of("acme", messages).withComposition("v1", () -> "old");
    complete(old);

    assertThat(complete(old.withComposition("v2", () -> "new")).text()).isEqualTo("new");
  }

  @Test
  void complete_hundredAtOnce_composesOnce() throws Exception {
    AtomicInteger compositions = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    GenerationRequest request =
        GenerationRequest.of("acme", List.of(Message.user("a hundred at once")))
            .withComposition(
                "v1",
                () -> {
                  compositions.incrementAndGet();
                  awaitQuietly(go);
                  return "one text for all";
                });

    List<CompletableFuture<Generation>> answers =
        IntStream.range(0, 100)
            .mapToObj(i -> inference.complete(request).toCompletableFuture())
            .toList();
    go.countDown();

    assertThat(answers)
        .allSatisfy(
            answer -> assertThat(answer.get(30, SECONDS).text()).isEqualTo("one text for all"));
    assertThat(compositions).hasValue(1);
    assertThat(answers.stream().map(a -> a.join().origin()).filter(Origin.MODEL::equals))
        .hasSize(1);
  }

  @Test
  void complete_compositionThrows_failsWithItAndKeepsNothing() throws Exception {
    GenerationRequest failing =
        GenerationRequest.of("acme", List.of(Message.user("failing")))
            .withComposition(
                "v1",
                () -> {
                  throw new IllegalStateException("no figures");
                });

    assertThatThrownBy(() -> complete(failing)).hasRootCauseMessage("no figures");
    assertThat(complete(failing.withComposition("v1", () -> "figures")).text())
        .isEqualTo("figures");
  }

  @Test
  void stream_composition_startsFlowsAndCompletes() throws Exception {
    String text = "¿Qué pasa con los acentos y los emojis 🚀🚀🚀? ".repeat(30);
    GenerationRequest request =
        GenerationRequest.of("acme", List.of(Message.user("stream")))
            .withComposition("v1", () -> text);

    List<GenerationChunk> chunks =
        inference.stream(request)
            .runWith(Sink.seq(), system)
            .toCompletableFuture()
            .get(20, SECONDS);

    assertThat(chunks.get(0)).isInstanceOf(GenerationChunk.Started.class);
    assertThat(chunks.get(chunks.size() - 1)).isInstanceOf(GenerationChunk.Completed.class);
    assertThat(chunks).hasSizeGreaterThan(10);
    assertThat(deltas(chunks)).isEqualTo(text);
  }

  @Test
  void complete_chatWithContext_quotesWhatAnswers() throws Exception {
    Generation answer =
        complete(
            GenerationRequest.of(
                "acme",
                List.of(
                    Message.system(
                        """
                        La cafetería Aroma abrió en 2019 en el barrio Chapinero de Bogotá.
                        Las ventas de 2025 fueron de 412 millones de pesos, un 12 % más que en 2024.
                        El equipo tiene ocho personas, tres de ellas baristas.
                        El contrato de arriendo vence en marzo de 2027.
                        """),
                    Message.user("¿Cuánto vendió la cafetería en 2025?"))));

    assertThat(answer.text())
        .contains("> Las ventas de 2025 fueron de 412 millones de pesos")
        .contains("No hay ningún modelo de lenguaje configurado")
        .contains("`blatam.inference.openai.base-url`")
        .doesNotContain("arriendo");
    assertThat(answer.model()).isEqualTo("template 1");
  }

  @Test
  void complete_englishChat_answersInEnglish() throws Exception {
    Generation answer =
        complete(
            GenerationRequest.of(
                "acme",
                List.of(
                    Message.user(
                        "The lease ends in March 2027. The team has eight people. When does the"
                            + " lease end?"))));

    assertThat(answer.text())
        .contains("> The lease ends in March 2027.")
        .contains("No language model is configured");
  }

  @Test
  void complete_chatWithoutContext_saysSo() throws Exception {
    Generation answer =
        complete(GenerationRequest.of("acme", List.of(Message.user("¿Qué hora es?"))));

    assertThat(answer.text()).startsWith("El mensaje no incluye ningún texto").doesNotContain(">");
  }

  @Test
  void complete_maxTokens_cutsChatOff() throws Exception {
    Generation answer =
        complete(
            GenerationRequest.of("acme", List.of(Message.user("¿Qué hora es?")))
                .withParameters(Parameters.defaults().withMaxTokens(3)));

    assertThat(answer.text()).hasSize(12);
    assertThat(answer.finishReason()).isEqualTo("length");
  }

  @Test
  void complete_unknownModel_saysWhichThereAre() {
    assertThatThrownBy(
            () ->
                complete(
                    GenerationRequest.of("acme", List.of(Message.user("hi"))).withModel("gpt-4o")))
        .cause()
        .isInstanceOfSatisfying(
            GenerationException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(GenerationException.Reason.UNKNOWN_MODEL);
              assertThat(e.getMessage()).contains("gpt-4o").contains("template");
            });
  }

  @Test
  void models_nothingConfigured() {
    assertThat(inference.models())
        .extracting(Model::name)
        .containsExactly("template", "e5-small-v2");
  }

  private static Generation complete(GenerationRequest request) throws Exception {
    return inference.complete(request).toCompletableFuture().get(30, SECONDS);
  }

  private static String deltas(List<GenerationChunk> chunks) {
    return chunks.stream()
        .filter(GenerationChunk.Delta.class::isInstance)
        .map(chunk -> ((GenerationChunk.Delta) chunk).text())
        .collect(Collectors.joining());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
