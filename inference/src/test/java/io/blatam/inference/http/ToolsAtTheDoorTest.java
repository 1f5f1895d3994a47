package io.blatam.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.blatam.inference.openai.StubEndpoint;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Functions and schemas go through the door in both directions, whole and streamed. */
@Timeout(60)
class ToolsAtTheDoorTest {

  private static final String PATH = "/v1/chat/completions";

  private static final String TOOLS =
      """
      "tools":[{"type":"function","function":{"name":"precio","parameters":{"type":"object"}}}],
      "tool_choice":{"type":"function","function":{"name":"precio"}},"parallel_tool_calls":false""";

  private static StubEndpoint endpoint;
  private static ScratchPlatform scratch;
  private static HttpCaller caller;

  @BeforeAll
  static void start(@TempDir Path folder) {
    endpoint = StubEndpoint.start();
    scratch =
        ScratchPlatform.start(
            folder,
            """
            blatam.inference.embedding.warm-up = off
            blatam.inference.openai { base-url = "%s", model = "stub", max-retries = 0 }
            """
                .formatted(endpoint.baseUrl()));
    URI server = scratch.serve("inference", new InferenceService().start(scratch.platform()));
    caller = new HttpCaller(server, scratch.token("acme", "inference"));
  }

  @AfterAll
  static void stop() {
    scratch.close();
    endpoint.close();
  }

  @Test
  void chat_tools_callsComeBackWholeAndAreCached() throws Exception {
    endpoint.then(ToolsAtTheDoorTest::askForTwoCalls);
    String body = body("[{\"role\":\"user\",\"content\":\"¿precios?\"}]", TOOLS);

    Answer first = caller.post(PATH, body);
    Answer again = caller.post(PATH, body);

    assertThat(again.header("x-blatam-cache")).isEqualTo("hit");
    assertThat(again.header("x-blatam-endpoint")).isEqualTo("main");
    for (Answer answer : List.of(first, again)) {
      JsonNode choice = answer.json().path("choices").path(0);
      assertThat(choice.path("finish_reason").asText()).isEqualTo("tool_calls");
      assertThat(choice.path("message").path("content").isNull()).isTrue();
      JsonNode calls = choice.path("message").path("tool_calls");
      assertThat(calls).hasSize(2);
      assertThat(calls.path(0).path("id").asText()).isEqualTo("call_1");
      assertThat(calls.path(0).path("function").path("name").asText()).isEqualTo("precio");
      assertThat(calls.path(0).path("function").path("arguments").asText())
          .isEqualTo("{\"de\":\"café\"}");
      assertThat(calls.path(1).path("function").path("arguments").asText()).isEqualTo("{}");
    }
    JsonNode sent = lastSent();
    assertThat(sent.path("tools").path(0).path("function").path("name").asText())
        .isEqualTo("precio");
    assertThat(sent.path("tool_choice").path("type").asText()).isEqualTo("function");
    assertThat(sent.path("parallel_tool_calls").asBoolean(true)).isFalse();
  }

  @Test
  void chat_toolsStreamed_piecesComeAsTheProtocolHasThem() throws Exception {
    endpoint.then(ToolsAtTheDoorTest::askForTwoCalls);

    Answer answer =
        caller.post(
            PATH,
            body("[{\"role\":\"user\",\"content\":\"a trozos\"}]", TOOLS + ",\"stream\":true"));

    List<JsonNode> pieces = new ArrayList<>();
    StringBuilder first = new StringBuilder();
    for (String line : answer.text().lines().filter(l -> l.startsWith("data: {")).toList()) {
      JsonNode choice = new ObjectMapper().readTree(line.substring(6)).path("choices").path(0);
      for (JsonNode call : choice.path("delta").path("tool_calls")) {
        pieces.add(call);
        if (call.path("index").asInt() == 0) {
          first.append(call.path("function").path("arguments").asText());
        }
      }
    }
    assertThat(pieces).hasSize(4);
    assertThat(pieces.get(0).path("id").asText()).isEqualTo("call_1");
    assertThat(pieces.get(1).has("id")).isFalse();
    assertThat(first).hasToString("{\"de\":\"café\"}");
    assertThat(answer.text()).contains("\"finish_reason\":\"tool_calls\"").endsWith("[DONE]\n\n");
  }

  @Test
  void chat_conversationWithCalls_isPassedOn() throws Exception {
    endpoint.then(wire -> wire.answerWith("Cuesta 4.000 COP."));
    Answer answer =
        caller.post(
            PATH,
            body(
                """
                [{"role":"user","content":"¿precio del café?"},
                 {"role":"assistant","content":null,"tool_calls":[{"id":"call_9","type":"function",
                   "function":{"name":"precio","arguments":"{\\"de\\":\\"café\\"}"}}]},
                 {"role":"tool","tool_call_id":"call_9","content":"4000"}]""",
                TOOLS));

    assertThat(answer.status()).isEqualTo(200);
    JsonNode messages = lastSent().path("messages");
    assertThat(messages.path(1).path("tool_calls").path(0).path("id").asText()).isEqualTo("call_9");
    assertThat(messages.path(2).path("role").asText()).isEqualTo("tool");
    assertThat(messages.path(2).path("tool_call_id").asText()).isEqualTo("call_9");
  }

  @Test
  void chat_jsonSchema_isPassedOnAsItIs() throws Exception {
    endpoint.then(wire -> wire.answerWith("sí"));
    String format =
        """
        "response_format":{"type":"json_schema","json_schema":{"name":"x","strict":true,
        "schema":{"type":"object","required":["a"]}}}""";

    caller.post(PATH, body("[{\"role\":\"user\",\"content\":\"con esquema\"}]", format));

    JsonNode sent = lastSent().path("response_format");
    assertThat(sent.path("type").asText()).isEqualTo("json_schema");
    assertThat(sent.path("json_schema").path("strict").asBoolean()).isTrue();
    assertThat(sent.path("json_schema").path("schema").path("required").path(0).asText())
        .isEqualTo("a");
  }

  @Test
  void chat_wrong_saysWhichField() {
    String user = "[{\"role\":\"user\",\"content\":\"x\"}]";
    assertRefused(body(user, "\"tools\":[{\"type\":\"shell\"}]"), "tools[0]");
    assertRefused(
        body(
            user, TOOLS.replace("{\"type\":\"function\",\"function\":{\"name\":\"precio\"}}", "7")),
        "tool_choice");
    assertRefused(
        body(user, "\"response_format\":{\"type\":\"json_schema\"}"),
        "response_format.json_schema");
    assertRefused(
        body("[{\"role\":\"tool\",\"content\":\"x\"}]", "\"seed\":1"), "messages[0].tool_call_id");
    assertRefused(body(user, "\"priority\":9"), "priority");
  }

  @Test
  void chat_toolsToTheTemplateModel_isRefusedRatherThanIgnored() {
    Answer answer =
        caller.post(
            PATH,
            "{\"model\":\"template\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],"
                + TOOLS
                + "}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("tools");
  }

  private static void askForTwoCalls(StubEndpoint.Wire wire) throws java.io.IOException {
    wire.startStream();
    wire.event(call(0, "\"id\":\"call_1\",\"type\":\"function\",", "\"name\":\"precio\",", ""));
    wire.event(call(0, "", "", "{\\\"de\\\":"));
    wire.event(call(0, "", "", "\\\"café\\\"}"));
    wire.event(call(1, "\"id\":\"call_2\",\"type\":\"function\",", "\"name\":\"hora\",", "{}"));
    wire.finish("tool_calls");
    wire.done();
  }

  private static String call(int index, String id, String name, String arguments) {
    return "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":"
        + index
        + ","
        + id
        + "\"function\":{"
        + name
        + "\"arguments\":\""
        + arguments
        + "\"}}]},\"finish_reason\":null}]}";
  }

  private static JsonNode lastSent() throws Exception {
    List<StubEndpoint.Received> received = endpoint.received();
    return new ObjectMapper().readTree(received.get(received.size() - 1).body());
  }

  private static void assertRefused(String body, String param) {
    Answer answer = caller.post(PATH, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").path("param").asText()).isEqualTo(param);
  }

  private static String body(String messages, String further) {
    return "{\"messages\":" + messages + "," + further + "}";
  }
}
