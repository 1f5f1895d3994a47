package io.blatam.inference.gguf;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Sink;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blatam.inference.TestSystem;
import io.blatam.inference.api.Generation;
import io.blatam.inference.api.GenerationChunk;
import io.blatam.inference.api.GenerationException;
import io.blatam.inference.api.GenerationException.Reason;
import io.blatam.inference.api.GenerationRequest;
import io.blatam.inference.api.Inference;
import io.blatam.inference.api.Message;
import io.blatam.inference.api.Model;
import io.blatam.inference.api.Parameters;
import io.blatam.inference.api.ResponseFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real llama.cpp with a model of random weights, and with a real one where it is there. */
@Timeout(60)
class GgufModelTest {

  private static final Parameters GREEDY = Parameters.defaults().withTemperature(0);

  @TempDir private static Path folder;

  private static ActorSystem<Void> system;
  private static Inference inference;

  @BeforeAll
  static void start() {
    system = start(TinyModel.write(folder.resolve("tiny.gguf"), 1), 256);
    inference = Inference.get(system);
  }

  private static ActorSystem<Void> start(Path file, int context) {
    return TestSystem.start(
        """
        blatam.inference.gguf {
          path = "%s", model = "tiny", context = %d, threads = 1, format = plain
        }
        """
            .formatted(file, context));
  }

  @AfterAll
  static void stop() {
    system.terminate();
  }

  @Test
  void models_localModel_isTheDefault() {
    assertThat(inference.models().get(0))
        .isEqualTo(new Model("tiny", "gguf", Model.Kind.GENERATION));
  }

  @Test
  void complete_greedy_isTheSameEachTimeAndCountsItsTokens() throws Exception {
    Generation first = complete(inference, question("sale el sol", GREEDY.withMaxTokens(12)));
    Generation again =
        complete(inference, question("sale el sol", GREEDY.withMaxTokens(12).withSeed(9)));

    assertThat(first.text()).isNotEmpty().isEqualTo(again.text());
    assertThat(first.usage().completionTokens()).isBetween(1, 12);
    assertThat(first.usage().promptTokens()).isGreaterThan(5);
    assertThat(first.usage().estimated()).isFalse();
    assertThat(first.model()).isEqualTo("tiny");
    assertThat(first.endpoint()).isEmpty();
  }

  @Test
  void stream_pieces_areTheText() throws Exception {
    List<GenerationChunk> chunks =
        inference.stream(question("otra vez", GREEDY.withMaxTokens(20)))
            .runWith(Sink.seq(), system)
            .toCompletableFuture()
            .get(20, SECONDS);

    String pieces =
        chunks.stream()
            .filter(GenerationChunk.Delta.class::isInstance)
            .map(chunk -> ((GenerationChunk.Delta) chunk).text())
            .collect(Collectors.joining());
    Generation whole = ((GenerationChunk.Completed) chunks.get(chunks.size() - 1)).generation();
    assertThat(chunks.get(0)).isInstanceOf(GenerationChunk.Started.class);
    assertThat(pieces).isEqualTo(whole.text());
    assertThat(whole.finishReason()).isIn("stop", "length");
  }

  @Test
  void complete_schema_evenARandomModelWritesWhatItSays() throws Exception {
    String schema =
        """
        {"name":"x","schema":{"type":"object","additionalProperties":false,"required":["a","b"],
         "properties":{"a":{"type":"boolean"},"b":{"enum":["rojo","azul"]}}}}""";
    Generation answer =
        complete(
            inference,
            question(
                "json",
                GREEDY.withMaxTokens(120).withResponseFormat(ResponseFormat.jsonSchema(schema))));

    JsonNode json = new ObjectMapper().readTree(answer.text());
    assertThat(json.path("a").isBoolean()).isTrue();
    assertThat(json.path("b").asText()).isIn("rojo", "azul");
  }

  @Test
  void complete_anyJson_beginsAsAnObject() throws Exception {
    Generation answer =
        complete(
            inference,
            question(
                "json", GREEDY.withMaxTokens(40).withResponseFormat(ResponseFormat.JSON_OBJECT)));

    assertThat(answer.text()).startsWith("{");
  }

  @Test
  void complete_promptLongerThanTheContext_saysHowLongBoth() {
    GenerationException failure =
        failure(inference, question("palabra ".repeat(100), Parameters.defaults()));

    assertThat(failure.reason()).isEqualTo(Reason.REJECTED);
    assertThat(failure).hasMessageContaining("256").hasMessageContaining("gguf.context");
  }

  @Test
  void stream_cancelled_theModelIsFreeForTheNext() throws Exception {
    inference.stream(question("larga", GREEDY))
        .takeWhile(chunk -> !(chunk instanceof GenerationChunk.Delta))
        .runWith(Sink.ignore(), system)
        .toCompletableFuture()
        .get(20, SECONDS);

    assertThat(complete(inference, question("corta", GREEDY.withMaxTokens(2))).text()).isNotEmpty();
  }

  @Test
  void complete_manyAtOnce_allAreAnswered() throws Exception {
    List<CompletableFuture<Generation>> answers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    inference
                        .complete(question("cola " + i, GREEDY.withMaxTokens(4)))
                        .toCompletableFuture())
            .toList();

    for (CompletableFuture<Generation> answer : answers) {
      assertThat(answer.get(20, SECONDS).text()).isNotEmpty();
    }
  }

  @Test
  void complete_brokenFile_isOneSentence() throws Exception {
    byte[] whole = Files.readAllBytes(TinyModel.write(folder.resolve("whole.gguf"), 2));
    Path half = Files.write(folder.resolve("half.gguf"), Arrays.copyOf(whole, 900));
    Path cut = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, whole.length / 2));
    Path text = Files.writeString(folder.resolve("text.gguf"), "no model at all");
    Path other = TinyModel.write(folder.resolve("other.gguf"), 3, "nonesuch");

    assertUnavailable(text, "is no GGUF file");
    assertUnavailable(half, "ends in the middle of its header");
    assertUnavailable(cut, "llama.cpp does not load");
    assertUnavailable(other, "architecture 'nonesuch'");
  }

  private static void assertUnavailable(Path file, String why) {
    ActorSystem<Void> broken = start(file, 128);
    try {
      GenerationException failure =
          failure(Inference.get(broken), question("¿hay alguien?", GREEDY));
      assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
      assertThat(failure.getMessage())
          .contains(file.getFileName().toString())
          .contains(why)
          .contains("blatam.inference.gguf")
          .doesNotContain("\n");
    } finally {
      broken.terminate();
    }
  }

  @Test
  void explained_missingLibrary_saysWhatToInstall() {
    assertThat(
            LlamaCpp.explained(
                new UnsatisfiedLinkError(
                    "libjllama.so: libgomp.so.1: cannot open shared object file: No such file")))
        .contains("apt-get install libgomp1");
    assertThat(LlamaCpp.explained(new UnsatisfiedLinkError("No native library found\nfor os")))
        .endsWith("No native library found");
  }

  @Test
  void complete_realModel_tellsItsStory() throws Exception {
    Path stories = data().resolve("models/stories260K.gguf");
    assumeTrue(
        Files.isReadable(stories),
        "skipped: no " + stories + "; set BLATAM_TEST_DATA to the folder above models/");
    ActorSystem<Void> real = start(stories, 512);
    try {
      Generation story =
          complete(Inference.get(real), question("Once upon a time", GREEDY.withMaxTokens(24)));

      assertThat("Once upon a time" + story.text()).startsWith("Once upon a time");
      assertThat(story.text()).contains("little girl named Lily");
      assertThat(story.finishReason()).isEqualTo("length");
    } finally {
      real.terminate();
    }
  }

  private static Path data() {
    return Optional.ofNullable(System.getProperty("blatam.test.data"))
        .or(() -> Optional.ofNullable(System.getenv("BLATAM_TEST_DATA")))
        .map(Path::of)
        .orElseGet(() -> root().resolve("../shared/data"));
  }

  /** Surefire runs in the module's folder, an IDE in the project's. */
  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("../pom.xml")) ? here.getParent() : here;
  }

  private static Generation complete(Inference inference, GenerationRequest request)
      throws Exception {
    return inference.complete(request).toCompletableFuture().get(30, SECONDS);
  }

  private static GenerationException failure(Inference inference, GenerationRequest request) {
    var thrown = catchThrowableOfType(ExecutionException.class, () -> complete(inference, request));
    assertThat(thrown).isNotNull();
    return (GenerationException) thrown.getCause();
  }

  private static GenerationRequest question(String text, Parameters parameters) {
    return GenerationRequest.of("acme", List.of(Message.user(text))).withParameters(parameters);
  }
}
