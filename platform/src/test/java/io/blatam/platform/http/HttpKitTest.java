package io.blatam.platform.http;

import static akka.http.javadsl.server.Directives.concat;
import static akka.http.javadsl.server.Directives.get;
import static akka.http.javadsl.server.Directives.path;
import static akka.http.javadsl.server.Directives.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import akka.http.javadsl.server.Route;
import akka.stream.javadsl.Source;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.blatam.platform.identity.Scopes;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.ScratchPlatform;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpKitTest {

  enum Colour {
    RED,
    DARK_BLUE
  }

  record Item(String name, BigDecimal price) {
    Item {
      if (price.signum() < 0) {
        throw new IllegalArgumentException("price: must not be negative");
      }
    }
  }

  record Order(
      String title,
      int count,
      Colour colour,
      Optional<String> note,
      @JsonSetter(nulls = Nulls.AS_EMPTY) List<Item> items) {}

  @TempDir static Path data;
  static ScratchPlatform scratch;
  static HttpCaller caller;

  @BeforeAll
  static void start() {
    scratch =
        ScratchPlatform.start(data, "blatam.roomy.http-server.parsing.max-content-length = 12m");
    URI server = scratch.serve("test", routes());
    caller = new HttpCaller(server, scratch.token("acme", Scopes.DOCUMENTS));
  }

  @AfterAll
  static void stop() {
    scratch.close();
  }

  static Route routes() {
    return concat(
        path("orders", () -> post(() -> Json.body(Order.class, Json::ok))),
        path("page", () -> get(() -> Paging.extract(Json::ok))),
        path(
            "broken",
            () ->
                get(
                    () -> {
                      throw new IllegalStateException("on purpose");
                    })),
        path(
            "mine",
            () -> get(() -> scratch.platform().identity().requiring(Scopes.DOCUMENTS, Json::ok))),
        path(
            "theirs",
            () -> get(() -> scratch.platform().identity().requiring(Scopes.ADMIN, Json::ok))),
        path(
            "events",
            () ->
                get(
                    () ->
                        Sse.stream(
                            last ->
                                Source.from(
                                    IntStream.rangeClosed(
                                            last.map(Integer::parseInt).orElse(0) + 1, 3)
                                        .mapToObj(n -> Sse.event("tick", "" + n, Map.of("n", n)))
                                        .toList())))));
  }

  @Test
  void body_complete_isReadAndWrittenInSnakeCase() {
    Answer answer =
        caller.post(
            "/orders",
            "{\"title\":\"a\",\"count\":2,\"colour\":\"dark_blue\",\"items\":[{\"name\":\"x\",\"price\":1.50}]}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("colour").asText()).isEqualTo("dark_blue");
    assertThat(answer.json().has("note")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"title":"a","count":2}                                              | validation     | colour
          {"title":null,"count":2,"colour":"red"}                              | validation     | title
          {"title":"a","count":"2","colour":"red"}                             | validation     | count
          {"title":"a","count":2.5,"colour":"red"}                             | validation     | count
          {"title":7,"count":2,"colour":"red"}                                 | validation     | title
          {"title":"a","count":2,"colour":"green"}                             | validation     | colour
          {"title":"a","count":2,"colour":"red","size":3}                      | validation     | size
          {"title":"a","count":2,"colour":"red","items":[{"name":"x","price":-1}]} | validation | items[0].price
          {"title":"a","count":2,"colour":"red","items":{}}                    | validation     | items
          [1,2]                                                                | validation     | body
          {"title":"a",                                                        | malformed-json | -
          {"title":"a","title":"b","count":2,"colour":"red"}                   | malformed-json | -
          {"title":"a","count":2,"colour":"red"} trailing                      | malformed-json | -
          """)
  void body_wrong_saysWhichFieldAndWhatToChange(String json, String problem, String field) {
    Answer answer = caller.post("/orders", json);
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.problem()).as(answer.text()).isEqualTo(problem);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    if (problem.equals("validation")) {
      assertThat(answer.json().path("errors").get(0).path("field").asText())
          .as(answer.text())
          .isEqualTo(field);
    }
  }

  @Test
  void body_unknownEnumValue_listsTheKnownOnes() {
    Answer answer = caller.post("/orders", "{\"title\":\"a\",\"count\":2,\"colour\":\"green\"}");
    assertThat(answer.json().path("detail").asText()).contains("red", "dark_blue");
  }

  @Test
  void body_null_isMalformed() {
    assertThat(caller.post("/orders", "null").problem()).isEqualTo("malformed-json");
  }

  @Test
  void body_empty_isMalformed() {
    assertThat(caller.post("/orders", "").problem()).isEqualTo("malformed-json");
  }

  @Test
  void body_deeplyNested_isRefusedWithoutHarm() {
    assertThat(caller.post("/orders", "[".repeat(100_000)).status()).isEqualTo(400);
  }

  @Test
  void body_aboveTheLimit_isTooLarge() {
    Answer answer = caller.post("/orders", "\"" + "x".repeat(9 * 1024 * 1024) + "\"");
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("too-large");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo(
            "The body is larger than the 8388608 bytes that"
                + " akka.http.server.parsing.max-content-length allows.");
  }

  @Test
  void body_aboveTheServicesOwnLimit_isTooLargeAndBelowItIsRead() {
    HttpCaller wide =
        new HttpCaller(scratch.serve("roomy", routes()), scratch.token("acme", Scopes.DOCUMENTS));
    String title = "x".repeat(9 * 1024 * 1024);
    String read = "{\"title\":\"%s\",\"count\":2,\"colour\":\"red\"}".formatted(title);

    assertThat(wide.post("/orders", read).status()).isEqualTo(200);
    assertThat(wide.post("/orders", read + " ".repeat(4 * 1024 * 1024)))
        .satisfies(answer -> assertThat(answer.status()).isEqualTo(413))
        .satisfies(
            answer ->
                assertThat(answer.json().path("detail").asText())
                    .contains("blatam.roomy.http-server.parsing.max-content-length"));
  }

  @Test
  void body_notJson_isUnsupported() {
    Answer answer =
        caller.send(
            caller
                .request("/orders")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("hi")));
    assertThat(answer.status()).isEqualTo(415);
  }

  @Test
  void requestId_sent_comesBack() {
    Answer answer = caller.send(caller.request("/mine").header("X-Request-Id", "abc-1").GET());
    assertThat(answer.header("X-Request-Id")).isEqualTo("abc-1");
  }

  @Test
  void requestId_unacceptable_isReplaced() {
    Answer answer = caller.send(caller.request("/mine").header("X-Request-Id", "a b{}").GET());
    assertThat(answer.header("X-Request-Id")).isNotEqualTo("a b{}").isNotEmpty();
  }

  @Test
  void failure_ofOurs_tellsTheRequestIdAndNothingElse() {
    Answer answer = caller.get("/broken");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.json().path("request_id").asText()).isEqualTo(answer.header("X-Request-Id"));
    assertThat(answer.text()).doesNotContain("on purpose");
  }

  @Test
  void route_unknown_isNotFound() {
    assertThat(caller.get("/nowhere").problem()).isEqualTo("not-found");
  }

  @Test
  void method_notOffered_isSaid() {
    Answer answer = caller.get("/orders");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.problem()).isEqualTo("method-not-allowed");
  }

  @Test
  void limit_outOfRange_isRefused() {
    assertThat(caller.get("/page?limit=0").json().path("errors").get(0).path("field").asText())
        .isEqualTo("limit");
    assertThat(caller.get("/page?limit=5&cursor=x").json().path("limit").asInt()).isEqualTo(5);
  }

  @Test
  void target_thatIsNoText_isRefused() {
    for (String target : List.of("/page?cursor=%ff", "/page?%fe=1", "/or%ffders")) {
      Answer answer = caller.get(target);
      assertThat(answer.status()).as(target).isEqualTo(400);
      assertThat(answer.json().path("detail").asText()).contains("is not UTF-8");
    }
    assertThat(caller.get("/page?cursor=a%C3%B1o+%25%EF%BF%BD").json().path("cursor").asText())
        .isEqualTo("año %\uFFFD");
  }

  @Test
  void request_thatCanNotBeRead_isAProblemToo() throws IOException {
    String badEscape = typed("GET /page?cursor=100% HTTP/1.1");
    assertThat(badEscape)
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "urn:blatam:problem:bad-request", "a % as %25");
    assertThat(typed("GET /page?cursor=" + "x".repeat(9_000) + " HTTP/1.1"))
        .startsWith("HTTP/1.1 414")
        .contains("application/problem+json", "8192 characters");
  }

  /** What is answered to a request line that no client would write. */
  private static String typed(String line) throws IOException {
    try (Socket socket = new Socket(caller.server().getHost(), caller.server().getPort())) {
      socket
          .getOutputStream()
          .write((line + "\r\nHost: a\r\nConnection: close\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void token_missing_isUnauthorized() {
    Answer answer = HttpCaller.anonymous(caller.server()).get("/mine");
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("WWW-Authenticate")).contains("Bearer");
  }

  @Test
  void scope_missing_isForbidden() {
    assertThat(caller.get("/theirs").status()).isEqualTo(403);
    assertThat(caller.get("/mine").status()).isEqualTo(200);
  }

  @Test
  void events_resumed_goOnAfterTheLastOneSeen() {
    Answer answer = caller.send(caller.request("/events").header("Last-Event-ID", "2").GET());
    assertThat(answer.header("Content-Type")).startsWith("text/event-stream");
    assertThat(answer.text()).contains("id:3").doesNotContain("id:2");
  }

  @Test
  void metrics_afterARequest_countIt() {
    caller.get("/mine");
    assertThat(caller.get("/health").status()).isEqualTo(200);
    assertThat(caller.get("/ready").status()).isEqualTo(200);
    assertThat(caller.get("/metrics").status()).isEqualTo(200);
  }
}
