package io.blatam.redundancy.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.DispatcherSelector;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.GenerationException;
import io.blatam.platform.identity.Scopes;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import io.blatam.redundancy.similarity.MeaningComparison;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedundancyRoutesTest {

  private static final String ANALYZE = "/api/v1/redundancy/analyze";
  private static final String SIMILARITY = "/api/v1/redundancy/similarity";

  @TempDir static Path directory;
  private static ScratchPlatform scratch;
  private static URI server;
  private static HttpCaller caller;

  @BeforeAll
  static void start() {
    scratch = ScratchPlatform.start(directory);
    server =
        scratch.serve(
            "redundancy",
            new RedundancyRoutes(
                    scratch.platform().identity(),
                    new MeaningComparison(new LetterEmbedder()),
                    scratch
                        .platform()
                        .system()
                        .dispatchers()
                        .lookup(DispatcherSelector.fromConfig("blatam.redundancy.dispatcher")))
                .routes());
    caller = new HttpCaller(server, scratch.token("acme", Scopes.ANALYSIS));
  }

  @AfterAll
  static void stop() {
    scratch.close();
  }

  @Test
  void analyze_spanishText() {
    var answer =
        caller.post(
            ANALYZE,
            """
            {"text": "# Plan\\n\\nLa cafetería vende café de origen. La cafetería abre en Bogotá."}
            """);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/language/language").asText()).isEqualTo("es");
    assertThat(answer.json().at("/readability/formula").asText()).isEqualTo("szigriszt-pazos");
    assertThat(answer.json().at("/readability/sentences").asInt()).isEqualTo(3);
    assertThat(answer.json().at("/keywords/0/phrase").asText()).isEqualTo("cafetería");
    assertThat(answer.json().at("/keywords/0/occurrences/0/start").asInt()).isEqualTo(11);
    assertThat(answer.json().at("/repeated_share").asDouble()).isZero();
  }

  @Test
  void similarity_twoTexts() {
    var answer =
        caller.post(SIMILARITY, "{\"a\": \"a b c d\", \"b\": \"b c d e\", \"shingle_size\": 2}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/wording/jaccard").asDouble()).isEqualTo(0.5);
    assertThat(answer.json().at("/wording/passages").isArray()).isTrue();
    assertThat(answer.json().at("/meaning/cosine").asDouble()).isBetween(0.5, 1.0);
    assertThat(answer.json().at("/meaning/embedded_of_a").asDouble()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/analyze    | {}                                        | text",
        "/analyze    | {\"text\": \"  \"}                        | text",
        "/analyze    | {\"text\": 5}                             | text",
        "/analyze    | {\"text\": \"a\", \"language\": \"de\"}   | language",
        "/analyze    | {\"text\": \"a\", \"language\": \"und\"}  | language",
        "/analyze    | {\"text\": \"a\", \"tone\": \"x\"}        | tone",
        "/similarity | {\"a\": \"x\"}                            | b",
        "/similarity | {\"a\": \"x\", \"b\": \"\"}               | b",
        "/similarity | {\"a\": \"x\", \"b\": \"y\", \"shingle_size\": 0}     | shingle_size",
        "/similarity | {\"a\": \"x\", \"b\": \"y\", \"shingle_size\": \"2\"} | shingle_size"
      })
  void post_badField_isNamed(String route, String body, String field) {
    var answer = caller.post("/api/v1/redundancy" + route, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("validation");
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    assertThat(answer.json().at("/errors/0/message").asText()).isNotBlank();
  }

  @Test
  void analyze_textAboveTheLimit_isRefused() {
    var answer =
        caller.post(ANALYZE, "{\"text\": \"" + "a".repeat(TextLimit.MAX_LENGTH + 1) + "\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("text");
  }

  @Test
  void analyze_malformedJson() {
    assertThat(caller.post(ANALYZE, "{\"text\": ").problem()).isEqualTo("malformed-json");
    assertThat(caller.post(ANALYZE, "").problem()).isEqualTo("malformed-json");
  }

  @Test
  void analyze_withoutToken_orScope() {
    assertThat(HttpCaller.anonymous(server).post(ANALYZE, "{\"text\":\"a\"}").status())
        .isEqualTo(401);
    HttpCaller other = new HttpCaller(server, scratch.token("acme", Scopes.DOCUMENTS));
    assertThat(other.post(ANALYZE, "{\"text\":\"a\"}").status()).isEqualTo(403);
  }

  @Test
  void analyze_dispatcherFull_asksToComeBack() {
    URI full =
        scratch.serve(
            "redundancy",
            new RedundancyRoutes(
                    scratch.platform().identity(),
                    new MeaningComparison(new LetterEmbedder()),
                    task -> {
                      throw new RejectedExecutionException("full");
                    })
                .routes());
    var answer = new HttpCaller(full, caller.token()).post(ANALYZE, "{\"text\":\"hola\"}");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  @Test
  void similarity_modelHasTooMuchToDo_asksToComeBack() {
    LetterEmbedder full =
        new LetterEmbedder() {
          @Override
          public List<float[]> embed(List<String> texts, Role role) {
            throw new GenerationException(
                GenerationException.Reason.RATE_LIMITED, "too many texts", Optional.empty());
          }
        };
    URI busy =
        scratch.serve(
            "redundancy",
            new RedundancyRoutes(
                    scratch.platform().identity(),
                    new MeaningComparison(full),
                    scratch.platform().system().executionContext())
                .routes());
    var answer =
        new HttpCaller(busy, caller.token()).post(SIMILARITY, "{\"a\":\"hola\",\"b\":\"hola\"}");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  /** An embedding one can work out by hand: how often each letter occurs. */
  private static class LetterEmbedder implements Embedder {

    @Override
    public List<float[]> embed(List<String> texts, Role role) {
      return texts.stream().map(LetterEmbedder::letters).toList();
    }

    private static float[] letters(String text) {
      float[] counts = new float[26];
      text.chars().filter(c -> c >= 'a' && c <= 'z').forEach(c -> counts[c - 'a']++);
      return counts;
    }

    @Override
    public CompletionStage<List<float[]>> embedAsync(List<String> texts, Role role) {
      return CompletableFuture.completedStage(embed(texts, role));
    }

    @Override
    public int dimension() {
      return 26;
    }

    @Override
    public int maxBatch() {
      return 4;
    }
  }
}
