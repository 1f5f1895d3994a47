package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.BulService;
import io.blatam.platform.identity.Principal;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.Quickest;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes in that can not be accepted: a problem that says what to change, and no job. */
class BadInputTest {

  private static final String TOO_LONG =
      "0123456789012345678901234567890123456789012345678901234567890123456789"
          + "0123456789012345678901234567890123456789012345678901234567890123456789"
          + "0123456789012345678901234567890123456789012345678901234567890123456789"
          + "0123456789012345678901234567890123456789012345678901234567890123456789";

  private static final Duration AT_ONCE = Duration.ofMillis(100);

  private static ScratchPlatform platform;
  private static URI server;
  private static HttpCaller caller;

  @BeforeAll
  static void start(@TempDir Path directory) {
    platform = ScratchPlatform.start(directory);
    server = platform.serve("bul", new BulService().start(platform.platform()));
    caller = new HttpCaller(server, platform.token("acme", "documents"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"text\": \"plan\"           | malformed-json |",
        "[]                            | malformed-json |",
        "\"plan\"                      | malformed-json |",
        "null                          | malformed-json |",
        "{\"text\":\"a\",\"text\":\"b\"} | malformed-json |",
        "{}                            | validation | text",
        "{\"text\": 7}                 | validation | text",
        "{\"text\": \"p\", \"priority\": \"high\"} | validation | priority",
        "{\"text\": \"p\", \"priority\": 0}   | validation | priority",
        "{\"text\": \"p\", \"priority\": 6}   | validation | priority",
        "{\"text\": \"p\", \"priority\": 2.5} | validation | priority",
        "{\"text\": \"p\", \"priority\": null} | validation | priority",
        "{\"text\": \"p\", \"formats\": \"pdf\"} | validation | formats",
        "{\"text\": \"p\", \"formats\": []}   | validation | formats",
        "{\"text\": \"p\", \"formats\": [\"exe\"]} | validation | formats",
        "{\"text\": \"p\", \"formats\": [7]}  | validation | formats",
        "{\"text\": \"p\", \"document_type\": \"novel\"} | validation | document_type",
        "{\"text\": \"p\", \"language\": \"xx\"} | validation | language",
        "{\"text\": \"p\", \"business_area\": \"magic\"} | validation | business_area",
        "{\"text\": \"p\", \"colour\": \"red\"} | validation | colour",
      })
  void submit_wrongBody_isAProblemThatNamesTheField(String body, String problem, String field) {
    HttpCaller.Answer answer = caller.post(BulClient.DOCUMENTS, body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.problem()).as(answer.text()).isEqualTo(problem);
    if (field != null) {
      assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo(field);
    }
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(caller.get(BulClient.DOCUMENTS).json().get("items")).isEmpty();
  }

  @Test
  void submit_emptyBody_isAProblem() {
    assertThat(caller.post(BulClient.DOCUMENTS, "").status()).isEqualTo(400);
  }

  @Test
  void submit_hugeBody_isTooLarge() {
    HttpCaller.Answer answer =
        caller.post(BulClient.DOCUMENTS, "{\"text\": \"" + "x".repeat(9 << 20) + "\"}");

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.problem()).isEqualTo("too-large");
  }

  @Test
  void submit_notJson_isUnsupported() {
    HttpCaller.Answer answer =
        caller.send(
            caller
                .request(BulClient.DOCUMENTS)
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString("plan")));

    assertThat(answer.status()).isEqualTo(415);
  }

  @ParameterizedTest
  @ValueSource(strings = {"with space", "", TOO_LONG})
  void submit_wrongIdempotencyKey_isAProblem(String key) {
    HttpCaller.Answer answer = BulClient.of(server, caller.token()).submit(BulClient.MEETING, key);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo("Idempotency-Key");
  }

  @ParameterizedTest
  @CsvSource({
    "?limit=0, limit",
    "?limit=many, limit",
    "?limit=201, limit",
    "?cursor=nonsense, cursor",
    "?cursor=bm90IGEgY3Vyc29y, cursor",
    "?status=sleeping, status",
    "?document_type=novel, document_type",
    "?language=xx, language"
  })
  void list_wrongParameter_isAProblemThatNamesIt(String query, String field) {
    HttpCaller.Answer answer = caller.get(BulClient.DOCUMENTS + query);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "00000000-0000-0000-0000-000000000000",
        "%00",
        "a%20b",
        "%F0%9F%98%80"
      })
  void job_unknown_isNotFound(String id) {
    for (String path : new String[] {"", "/events", "/files/pdf"}) {
      assertThat(caller.get(BulClient.DOCUMENTS + "/" + id + path).status()).isEqualTo(404);
    }
    assertThat(caller.delete(BulClient.DOCUMENTS + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void file_formatNotAskedFor_isNotFoundAndSaysWhichThereAre() {
    BulClient bul = BulClient.of(server, platform.token("files", "documents"));
    String id = bul.submit(BulClient.MEETING);
    bul.finished(id);

    HttpCaller.Answer answer = bul.caller().get(BulClient.DOCUMENTS + "/" + id + "/files/pdf");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().get("detail").textValue()).contains("it comes as md");
  }

  @Test
  void events_wrongLastEventId_isAProblem() {
    BulClient bul = BulClient.of(server, platform.token("events", "documents"));
    String id = bul.submit(BulClient.MEETING);

    HttpCaller.Answer answer =
        bul.caller()
            .send(
                bul.caller()
                    .request(BulClient.DOCUMENTS + "/" + id + "/events")
                    .header("Last-Event-ID", "-1")
                    .GET());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo("Last-Event-ID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/bul/documents",
        "/api/v1/bul/documents/x",
        "/api/v1/bul/documents/x/events",
        "/api/v1/bul/documents/x/files/pdf",
        "/api/v1/bul/document-types",
        "/api/v1/bul/areas"
      })
  void anyRoute_withoutAValidTokenOfTheRightScope_isRefused(String path) {
    String expired =
        platform
            .platform()
            .identity()
            .issue(new Principal("ana", "acme", Set.of("documents")), Duration.ofMinutes(-5));
    String valid = caller.token();
    String forged = valid.substring(0, valid.length() - 8) + "AAAAAAAA";

    assertThat(HttpCaller.anonymous(server).get(path).status()).isEqualTo(401);
    assertThat(new HttpCaller(server, "nonsense").get(path).status()).isEqualTo(401);
    assertThat(new HttpCaller(server, expired).get(path).status()).isEqualTo(401);
    assertThat(new HttpCaller(server, forged).get(path).status()).isEqualTo(401);
    assertThat(new HttpCaller(server, platform.token("acme", "analysis")).get(path).status())
        .isEqualTo(403);
  }

  @Test
  void anyRoute_otherMethod_isNotAllowed() {
    assertThat(
            caller
                .send(caller.request(BulClient.DOCUMENTS).PUT(HttpRequest.BodyPublishers.noBody()))
                .status())
        .isEqualTo(405);
  }

  @Test
  void submit_wrongBody_isAnsweredAtOnce() {
    caller.post(BulClient.DOCUMENTS, "{}");

    Duration took =
        Quickest.of(
            AT_ONCE,
            () ->
                caller.post(
                    BulClient.DOCUMENTS,
                    "{\"text\": \"p\", \"language\": \"" + UUID.randomUUID() + "\"}"));

    assertThat(took).isLessThan(AT_ONCE);
  }

  @Test
  void documentTypesAndAreas_areListedInBothLanguages() {
    var types = caller.get("/api/v1/bul/document-types").json().get("items");
    var areas = caller.get("/api/v1/bul/areas").json().get("items");

    assertThat(types.size()).isGreaterThan(20);
    assertThat(types.get(0).at("/name/es").textValue()).isEqualTo("Plan de negocio");
    assertThat(types)
        .filteredOn(type -> type.get("id").textValue().equals("nda"))
        .singleElement()
        .satisfies(
            nda -> {
              assertThat(nda.get("key").textValue()).isEqualTo("nda");
              assertThat(nda.at("/fields/0/label/en").textValue()).isEqualTo("The other party");
              assertThat(nda.at("/fields/0/missing").textValue()).isEqualTo("blank");
              assertThat(nda.at("/example/es/term_years").intValue()).isEqualTo(5);
            });
    assertThat(areas).hasSize(10);
    assertThat(areas.get(0).at("/name/en").textValue()).isNotBlank();
  }
}
