package io.blatam.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blatam.inference.openai.StubEndpoint;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The door as an OpenAI client sees it: a whole platform in front of a real endpoint. */
@Timeout(60)
class OpenAiDoorTest {

  private static StubEndpoint endpoint;
  private static ScratchPlatform scratch;
  private static URI server;
  private static HttpCaller caller;

  @BeforeAll
  static void start(@TempDir Path folder) {
    endpoint = StubEndpoint.start();
    scratch =
        ScratchPlatform.start(
            folder,
            """
            blatam.inference.embedding.warm-up = off
            kamon.metric.tick-interval = 1s
            blatam.inference.openai {
              base-url = "%s"
              model = "stub"
              max-retries = 0
              breaker.failures = 100
            }
            """
                .formatted(endpoint.baseUrl()));
    server = scratch.serve("inference", new InferenceService().start(scratch.platform()));
    caller = new HttpCaller(server, scratch.token("acme", "inference"));
  }

  @AfterAll
  static void stop() {
    scratch.close();
    endpoint.close();
  }

  @BeforeEach
  void wellBehaved() {
    endpoint.always(wire -> wire.answerWith("Hola, Aroma."));
  }

  @Test
  void chat_twice_missThenHit() {
    String body = chat("¿Quién eres?", "");

    Answer miss = caller.post("/v1/chat/completions", body);
    Answer hit = caller.post("/v1/chat/completions", body);

    assertThat(miss.status()).isEqualTo(200);
    assertThat(miss.header("x-blatam-cache")).isEqualTo("miss");
    assertThat(hit.header("x-blatam-cache")).isEqualTo("hit");
    for (Answer answer : List.of(miss, hit)) {
      JsonNode json = answer.json();
      assertThat(json.path("object").asText()).isEqualTo("chat.completion");
      assertThat(json.path("model").asText()).isEqualTo("stub-7b");
      JsonNode choice = json.path("choices").path(0);
      assertThat(choice.path("message").path("content").asText()).isEqualTo("Hola, Aroma.");
      assertThat(choice.path("message").path("role").asText()).isEqualTo("assistant");
      assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
      assertThat(json.path("usage").path("total_tokens").asInt()).isEqualTo(18);
    }
  }

  @Test
  void chat_otherTenant_doesNotGetTheFirstOnesAnswer() {
    String body = chat("de inquilino", "");
    caller.post("/v1/chat/completions", body);

    Answer other =
        new HttpCaller(server, scratch.token("globex", "inference"))
            .post("/v1/chat/completions", body);

    assertThat(other.header("x-blatam-cache")).isEqualTo("miss");
  }

  @Test
  void chat_stream_speaksTheProtocol() throws Exception {
    Answer answer =
        caller.post(
            "/v1/chat/completions",
            chat("en trozos", ",\"stream\":true,\"stream_options\":{\"include_usage\":true}"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).startsWith("text/event-stream");
    assertThat(answer.header("x-blatam-cache")).isEqualTo("miss");
    List<String> events = answer.text().lines().filter(line -> line.startsWith("data: ")).toList();
    StringBuilder text = new StringBuilder();
    for (String event : events.subList(0, events.size() - 1)) {
      JsonNode json = new ObjectMapper().readTree(event.substring(6));
      assertThat(json.path("object").asText()).isEqualTo("chat.completion.chunk");
      text.append(json.path("choices").path(0).path("delta").path("content").asText(""));
    }
    assertThat(text).hasToString("Hola, Aroma.");
    assertThat(events.get(events.size() - 2)).contains("\"total_tokens\":18");
    assertThat(events.get(events.size() - 1)).isEqualTo("data: [DONE]");
  }

  @Test
  void chat_streamBreaksOff_endsWithAnErrorAndNoDone() {
    endpoint.then(
        wire -> {
          wire.startStream();
          wire.delta("a medias");
        });

    Answer answer = caller.post("/v1/chat/completions", chat("se rompe", ",\"stream\":true"));

    assertThat(answer.text())
        .contains("a medias")
        .contains("\"error\":{\"message\"")
        .doesNotContain("[DONE]");
  }

  @Test
  void chat_endpointRateLimits_429WithRetryAfter() {
    endpoint.then(wire -> wire.status(429, "Retry-After: 90\r\n", "{}"));

    Answer answer = caller.post("/v1/chat/completions", chat("despacio", ",\"stream\":true"));

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.header("Retry-After")).isEqualTo("90");
    assertThat(error(answer).path("type").asText()).isEqualTo("rate_limit_error");
  }

  @Test
  void chat_contentInParts_isJoined() {
    Answer answer =
        caller.post(
            "/v1/chat/completions",
            """
            {"model":"default","messages":[{"role":"user","content":[{"type":"text","text":"par"},
            {"type":"text","text":"tes"}]}],"user":"u-1","store":false}""");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(endpoint.received().get(endpoint.received().size() - 1).body()).contains("partes");
  }

  @Test
  void chat_noToken_401InOpenAiShape() {
    Answer answer = HttpCaller.anonymous(server).post("/v1/chat/completions", chat("hola", ""));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(error(answer).path("code").asText()).isEqualTo("invalid_api_key");
  }

  @Test
  void chat_withoutScope_403() {
    Answer answer =
        new HttpCaller(server, scratch.token("acme", "documents"))
            .post("/v1/chat/completions", chat("hola", ""));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(error(answer).path("message").asText()).contains("inference");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "                                                                        | ''",
        "{                                                                       | JSON",
        "[]                                                                      | object",
        "{}                                                                      | messages",
        "{\"messages\":[]}                                                       | messages",
        "{\"messages\":[{\"role\":\"robot\",\"content\":\"x\"}]}                 | messages[0].role",
        "{\"messages\":[{\"role\":\"user\"}]}                                    | messages[0].content",
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\"}]}]} | content[0]",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"temperature\":\"hot\"} | temperature",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"temperature\":9}  | temperature",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":0}   | max_tokens",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"max_tokens\":1.5} | max_tokens",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"n\":2}            | n:",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stream\":\"yes\"} | stream",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":[{}]}     | tools",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"model\":\"\"}     | model",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"stop\":[1]}       | stop"
      })
  void chat_badBody_400ThatNamesTheField(String body, String said) {
    Answer answer = caller.post("/v1/chat/completions", body == null ? "" : body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(error(answer).path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(error(answer).path("message").asText()).contains(said.replace("''", ""));
  }

  @Test
  void chat_unknownModel_404() {
    Answer answer =
        caller.post(
            "/v1/chat/completions",
            "{\"model\":\"gpt-9\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(error(answer).path("code").asText()).isEqualTo("model_not_found");
  }

  @Test
  void chat_hugeBody_413() {
    Answer answer = caller.post("/v1/chat/completions", chat("x".repeat(9 * 1024 * 1024), ""));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(error(answer).path("code").asText()).isEqualTo("request_too_large");
    assertThat(error(answer).path("message").asText())
        .contains("8388608 bytes that akka.http.server.parsing.max-content-length allows");
  }

  @Test
  void embeddings_floatsAndBase64_areTheSameVector() {
    Answer floats =
        caller.post("/v1/embeddings", "{\"model\":\"e5-small-v2\",\"input\":[\"uno\",\"dos\"]}");
    Answer base64 =
        caller.post("/v1/embeddings", "{\"input\":\"uno\",\"encoding_format\":\"base64\"}");

    assertThat(floats.status()).isEqualTo(200);
    JsonNode numbers = floats.json().path("data").path(0).path("embedding");
    assertThat(numbers).hasSize(384);
    byte[] bytes =
        Base64.getDecoder().decode(base64.json().path("data").path(0).path("embedding").asText());
    float first = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getFloat();
    assertThat(first).isEqualTo((float) numbers.path(0).asDouble());
    assertThat(floats.json().path("data").path(1).path("index").asInt()).isEqualTo(1);
    assertThat(floats.json().path("usage").path("prompt_tokens").asInt()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "{}                                        | input",
        "{\"input\":\"\"}                          | input",
        "{\"input\":[1,2,3]}                       | input",
        "{\"input\":\"x\",\"model\":\"ada\"}       | model",
        "{\"input\":\"x\",\"dimensions\":64}       | dimensions",
        "{\"input\":\"x\",\"encoding_format\":\"hex\"} | encoding_format"
      })
  void embeddings_badBody_400ThatNamesTheField(String body, String field) {
    Answer answer = caller.post("/v1/embeddings", body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(error(answer).path("param").asText()).isEqualTo(field);
  }

  @Test
  void models_listAndSingle() {
    Answer list = caller.get("/v1/models");

    assertThat(list.json().path("data").findValuesAsText("id"))
        .containsExactly("stub", "template", "e5-small-v2");
    assertThat(caller.get("/v1/models/stub").json().path("owned_by").asText()).isEqualTo("openai");
    assertThat(caller.get("/v1/models/none").status()).isEqualTo(404);
  }

  @Test
  void metrics_answersTokensAndFailures_areExported() {
    caller.post("/v1/chat/completions", chat("medida", ""));
    caller.post("/v1/chat/completions", chat("medida", ""));
    endpoint.then(wire -> wire.status(400, "", "{}"));
    caller.post("/v1/chat/completions", chat("medida y rechazada", ""));

    TestProbe.create(scratch.platform().system())
        .awaitAssert(
            Duration.ofSeconds(20),
            () -> {
              // The order of labels is nobody's promise.
              assertThat(HttpCaller.anonymous(server).get("/metrics").text())
                  .containsPattern("blatam_inference_answers_total\\{(?=.*\"stub\")(?=.*\"cache\")")
                  .containsPattern("blatam_inference_tokens_total\\{(?=.*\"stub\")(?=.*\"saved\")")
                  .containsPattern(
                      "blatam_inference_failures_total\\{(?=.*\"stub\")(?=.*\"rejected\")");
              return null;
            });
  }

  private static JsonNode error(Answer answer) {
    return answer.json().path("error");
  }

  private static String chat(String question, String further) {
    return "{\"model\":\"stub\",\"messages\":[{\"role\":\"user\",\"content\":\""
        + question
        + "\"}]"
        + further
        + "}";
  }
}
