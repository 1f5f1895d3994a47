package io.blatam.gamma.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.BulService;
import io.blatam.export.document.ParsedDocument;
import io.blatam.gamma.GammaService;
import io.blatam.gamma.production.GammaSettings;
import io.blatam.gamma.store.Acceptance;
import io.blatam.gamma.store.ClaimTable;
import io.blatam.gamma.store.NewPresentation;
import io.blatam.gamma.store.PresentationTable;
import io.blatam.platform.Platform;
import io.blatam.platform.identity.Scopes;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.ScratchPlatform;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PresentationRoutesTest {

  private static final String PRESENTATIONS = "/api/v1/gamma/presentations";

  @TempDir static Path folder;

  private static ScratchPlatform scratch;
  private static URI server;
  private static HttpCaller caller;

  @BeforeAll
  static void start() {
    scratch = ScratchPlatform.start(folder);
    leftBehind(scratch.platform());
    server = scratch.serve("gamma", new GammaService().start(scratch.platform()));
    caller = new HttpCaller(server, scratch.token("aroma", Scopes.DOCUMENTS));
  }

  @AfterAll
  static void stop() {
    scratch.close();
  }

  /** Accepted and begun by a process that was killed. */
  private static void leftBehind(Platform platform) {
    Instant before = platform.clock().instant().minusSeconds(60);
    NewPresentation asked =
        new NewPresentation(
            "left-behind",
            "orphans",
            "tester",
            Optional.empty(),
            "{\"topic\":\"Plan\",\"formats\":[\"md\"]}",
            "hash",
            "Plan",
            "briefing",
            "es",
            List.of("md"),
            before);
    Await.result(new PresentationTable(platform.database()).accept(asked, 10));
    var claims = new ClaimTable(platform.database(), "killed-process");
    assertThat(Await.result(claims.claim(1, before, before.plusSeconds(10)))).hasSize(1);
  }

  @Test
  void post_topicAlone_becomesADeckThatOpens() throws Exception {
    Answer accepted =
        caller.post(PRESENTATIONS, "{\"topic\":\"Apertura de una cafetería en Bogotá\"}");

    assertThat(accepted.status()).isEqualTo(202);
    String self = accepted.header("Location");
    JsonNode done = finished(caller, self);
    assertThat(done.path("status").asText()).isEqualTo("done");
    assertThat(done.path("language").asText()).isEqualTo("es");
    assertThat(done.path("kind").asText()).isEqualTo("business-case");
    assertThat(done.path("slides").asInt()).isEqualTo(10);
    assertThat(done.path("files").findValuesAsText("format"))
        .containsExactlyInAnyOrder("md", "pptx", "pdf");
    Answer pptx = caller.get(self + "/files/pptx");
    assertThat(pptx.header("Content-Disposition"))
        .contains("apertura-de-una-cafeteria-en-bogota.pptx");
    try (XMLSlideShow deck = new XMLSlideShow(new ByteArrayInputStream(pptx.raw().body()))) {
      assertThat(deck.getSlides()).hasSize(10);
      assertThat(deck.getCharts()).hasSize(1);
    }
    assertThat(caller.get(self + "/files/pdf").raw().body()).startsWith("%PDF-".getBytes());
  }

  @Test
  void post_everything_isInTheMarkdown() {
    Answer accepted =
        caller.post(
            PRESENTATIONS,
            """
            {"topic":"Sales results | Q3 #1","audience":"the board","tone":"persuasive","length":12,
             "language":"en","company":"Aroma","author":"Ana","key_points":["Margin *held*"],
             "data":{"title":"Sales by quarter","unit":"COP","type":"line",
              "categories":["Q1","Q2","Q3"],"series":[{"name":"Sales","values":[1.5,2,3]}]},
             "formats":["md"]}
            """);

    JsonNode done = finished(caller, accepted.header("Location"));
    String markdown = caller.get(accepted.header("Location") + "/files/md").text();
    ParsedDocument deck = ParsedDocument.parse(markdown);
    assertThat(done.path("slides").asInt()).isEqualTo(12);
    assertThat(deck.slides()).hasSize(12);
    assertThat(deck.frontMatter().title()).isEqualTo("Sales results | Q3 #1");
    assertThat(deck.frontMatter().generator()).contains("template");
    assertThat(deck.frontMatter().smallPrint())
        .contains("Text composed from templates and from the data supplied.");
    assertThat(markdown)
        .contains("\"values\":[1.5,2.0,3.0]", "Margin \\*held\\*", "for the board")
        .contains("Shall we take the first step?")
        .doesNotContain("{{", "{%", "null");
  }

  @Test
  void post_ofACompanyThatHasAProfile_isInItsNameToneAndColour() {
    HttpCaller told = new HttpCaller(server, scratch.token("espiga", Scopes.DOCUMENTS));
    URI bul = scratch.serve("bul", new BulService().start(scratch.platform()));
    HttpCaller profile = new HttpCaller(bul, told.token());
    Answer kept =
        profile.send(
            profile
                .request("/api/v1/bul/profile")
                .header("Content-Type", "application/json")
                .PUT(
                    BodyPublishers.ofString(
                        """
                        {"company": {"name": "La Espiga", "legal_form": "S. L.", "country": "ES",
                          "email": "hola@espiga.example"},
                         "tone": "warm", "colour": "#0a7d55", "founded_year": 1998,
                         "bank_details": "ES91 2100 0418 4502 0005 1332"}
                        """)));
    assertThat(kept.status()).as(kept.text()).isEqualTo(200);

    String ask = "{\"topic\":\"Pan artesano\",\"kind\":\"sales-pitch\",\"formats\":[\"md\"]%s}";
    assertThat(deck(told, ask.formatted("")))
        .contains(
            "company: \"La Espiga S. L.\"",
            "theme: \"#0a7d55\"",
            "La Espiga se fundó en 1998",
            "ES91 2100 0418 4502 0005 1332",
            "¡Gracias!");
    assertThat(deck(told, ask.formatted(",\"company\":\"Horno Rival\"")))
        .contains("company: \"Horno Rival\"", "¡Gracias!")
        .doesNotContain("Espiga", "#0a7d55", "ES91");
    assertThat(deck(caller, ask.formatted(""))).doesNotContain("Espiga", "#0a7d55");
  }

  private static String deck(HttpCaller of, String ask) {
    String self = of.post(PRESENTATIONS, ask).header("Location");
    assertThat(finished(of, self).path("status").asText()).isEqualTo("done");
    return of.get(self + "/files/md").text();
  }

  @Test
  void events_untilTheEnd_tellEveryStep() {
    String self = ask("{\"topic\":\"Inducción de personal\",\"formats\":[\"md\"]}");

    String events = caller.get(self + "/events").text();

    assertThat(events)
        .containsSubsequence("event:accepted", "event:started", "event:written", "event:done");
  }

  @Test
  void events_lastEventId_goOnAfterIt() {
    String self = ask("{\"topic\":\"Informe\",\"formats\":[\"md\"]}");
    finished(caller, self);

    String events =
        caller.send(caller.request(self + "/events").header("Last-Event-ID", "2").GET()).text();

    assertThat(events).contains("id:3").doesNotContain("event:accepted", "event:started");
  }

  @Test
  void start_workOfAKilledProcess_isTakenUp() {
    HttpCaller orphans = new HttpCaller(server, scratch.token("orphans", Scopes.DOCUMENTS));

    JsonNode done = finished(orphans, PRESENTATIONS + "/left-behind");

    assertThat(done.path("status").asText()).isEqualTo("done");
    assertThat(done.path("files").findValuesAsText("format")).containsExactly("md");
  }

  @Test
  void claims_lostLease_writeNothing() {
    Platform platform = scratch.platform();
    Instant now = platform.clock().instant();
    var stranger = new ClaimTable(platform.database(), "stranger");

    assertThat(Await.result(stranger.done("left-behind", List.of(), now))).isFalse();
    assertThat(Await.result(stranger.failed("left-behind", "x", now))).isFalse();
  }

  @Test
  void post_sameIdempotencyKey_isOnePresentation() {
    String body = "{\"topic\":\"Una vez\",\"formats\":[\"md\"]}";

    Answer first = keyed("k1", body);
    Answer second = keyed("k1", body);
    Answer other = keyed("k1", "{\"topic\":\"Otra cosa\"}");

    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(other.status()).isEqualTo(409);
  }

  @Test
  void get_anotherTenantsId_is404() {
    String self = ask("{\"topic\":\"Secreto\",\"formats\":[\"md\"]}");
    finished(caller, self);
    HttpCaller stranger = new HttpCaller(server, scratch.token("rival", Scopes.DOCUMENTS));

    for (String path : List.of(self, self + "/files/md", self + "/events")) {
      assertThat(stranger.get(path).status()).as(path).isEqualTo(404);
    }
    assertThat(stranger.delete(self).status()).isEqualTo(404);
    assertThat(stranger.get(PRESENTATIONS).json().path("items")).isEmpty();
  }

  @Test
  void list_pages_showAllOnceNewestFirst() {
    HttpCaller lister = new HttpCaller(server, scratch.token("lister", Scopes.DOCUMENTS));
    for (int i = 1; i <= 3; i++) {
      lister.post(PRESENTATIONS, "{\"topic\":\"Tema " + i + "\",\"formats\":[\"md\"]}");
    }

    JsonNode first = lister.get(PRESENTATIONS + "?limit=2").json();
    JsonNode second =
        lister.get(PRESENTATIONS + "?limit=2&cursor=" + first.path("next").asText()).json();

    assertThat(first.path("items").findValuesAsText("title")).containsExactly("Tema 3", "Tema 2");
    assertThat(second.path("items").findValuesAsText("title")).containsExactly("Tema 1");
    assertThat(second.has("next")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{};topic",
        "{\"topic\":\"\"};topic",
        "{\"topic\":7};topic",
        "{\"topic\":\"a\",\"length\":4};length",
        "{\"topic\":\"a\",\"length\":\"ten\"};length",
        "{\"topic\":\"a\",\"language\":\"fr\"};language",
        "{\"topic\":\"a\",\"tone\":\"rude\"};tone",
        "{\"topic\":\"a\",\"colour\":\"red\"};colour",
        "{\"topic\":\"a\",\"formats\":[\"doc\"]};formats",
        "{\"topic\":\"a\",\"formats\":[]};formats",
        "{\"topic\":\"a\",\"data\":{\"title\":\"t\",\"categories\":[\"x\",\"y\"],"
            + "\"series\":[{\"name\":\"s\",\"values\":[1]}]}};data.series",
        "{\"topic\":\"a\",\"data\":{\"title\":\"t\",\"type\":\"pie\",\"categories\":[\"x\"],"
            + "\"series\":[{\"name\":\"s\",\"values\":[-1]}]}};data.series"
      })
  void post_invalid_namesTheField(String body, String field) {
    Answer refused = caller.post(PRESENTATIONS, body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.problem()).isEqualTo("validation");
    assertThat(refused.json().path("errors").path(0).path("field").asText()).startsWith(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"not json", "{\"topic\":", "[]", "''"})
  void post_noJsonObject_is400(String body) {
    assertThat(caller.post(PRESENTATIONS, body).status()).isEqualTo(400);
  }

  @Test
  void calls_withoutTokenOrScope_areRefused() {
    assertThat(HttpCaller.anonymous(server).get(PRESENTATIONS).status()).isEqualTo(401);
    assertThat(new HttpCaller(server, "forged").get(PRESENTATIONS).status()).isEqualTo(401);
    assertThat(
            new HttpCaller(server, scratch.token("aroma", Scopes.ANALYSIS))
                .get(PRESENTATIONS)
                .status())
        .isEqualTo(403);
  }

  @Test
  void get_unknown_is404() {
    assertThat(caller.get(PRESENTATIONS + "/nope").status()).isEqualTo(404);
    assertThat(caller.get(PRESENTATIONS + "?cursor=x").status()).isEqualTo(400);
  }

  @Test
  void accept_tooManyUnfinished_isFull() {
    Platform platform = scratch.platform();
    NewPresentation asked =
        new NewPresentation(
            "full-1",
            "full",
            "tester",
            Optional.empty(),
            "{\"topic\":\"a\"}",
            "hash",
            "a",
            "briefing",
            "es",
            List.of("md"),
            platform.clock().instant());

    assertThat(Await.result(new PresentationTable(platform.database()).accept(asked, 0)))
        .isInstanceOf(Acceptance.Full.class);
  }

  @Test
  void settings_ofTheReference_areValid() {
    assertThat(GammaSettings.from(scratch.platform().config()).attempts()).isEqualTo(3);
  }

  private static String ask(String body) {
    return caller.post(PRESENTATIONS, body).header("Location");
  }

  private static Answer keyed(String key, String body) {
    return caller.send(
        caller
            .request(PRESENTATIONS)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
  }

  /** The event stream ends with the presentation, so reading it waits for the end. */
  private static JsonNode finished(HttpCaller who, String self) {
    assertThat(who.get(self + "/events").status()).isEqualTo(200);
    return who.get(self).json();
  }
}
