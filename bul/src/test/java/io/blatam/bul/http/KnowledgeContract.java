package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.BulService;
import io.blatam.bul.knowledge.reading.UploadedFiles;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the knowledge routes promise, over the whole platform; run against each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KnowledgeContract {

  private static final String STUDY =
      "# Estudio de Chapinero\n\nQuién compra: la encuesta a 212 personas del barrio muestra que el"
          + " 61 % compra café fuera de casa al menos tres veces por semana. En un radio de 500"
          + " metros hay siete cafeterías; el cliente compra hoy sobre todo a Tostión, cuyo"
          + " capuchino cuesta 7900 pesos.";
  private static final String QUOTED = "212 personas del barrio";
  private static final String PLAN = BulClient.CAFETERIA.replace("[\"pdf\", \"md\"]", "[\"md\"]");

  private final RewritingModel model = RewritingModel.start();
  private ScratchPlatform platform;
  private URI server;
  private Path directory;

  abstract String settings();

  @BeforeAll
  void start(@TempDir Path directory) {
    this.directory = directory;
    open();
  }

  private void open() {
    platform =
        ScratchPlatform.start(
            directory,
            settings()
                + model.settings()
                + "blatam.bul.knowledge { notes-per-tenant = 4, file-bytes = 400 KiB }\n");
    server = platform.serve("bul", new BulService().start(platform.platform()));
  }

  @AfterAll
  void stop() {
    platform.close();
    model.close();
  }

  private String newTenant() {
    return "tenant-" + UUID.randomUUID();
  }

  private KnowledgeClient client(String tenant) {
    return new KnowledgeClient(new HttpCaller(server, platform.token(tenant, "documents")));
  }

  @Test
  void file_uploaded_isReadFoundAndGivenBack() {
    KnowledgeClient knowledge = client(newTenant());
    byte[] original = UploadedFiles.docx();
    HttpCaller.Answer accepted = knowledge.upload("Estudio año 2026.docx", original);

    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    assertThat(accepted.json().get("state").textValue()).isEqualTo("queued");
    JsonNode note = knowledge.read(accepted);
    String path = accepted.header("Location");
    assertThat(note.get("state").textValue()).as(note.toPrettyString()).isEqualTo("ready");
    assertThat(note.get("title").textValue()).isEqualTo("Estudio año 2026");
    assertThat(note.get("media_type").textValue()).contains("wordprocessingml");
    assertThat(note.get("passages").intValue()).isPositive();
    assertThat(knowledge.caller().get(path + "/text").text()).contains("# Estudio de mercado");
    assertThat(knowledge.caller().get(path + "/file").raw().body()).isEqualTo(original);

    JsonNode hit = knowledge.search("¿Cuántas cafeterías hay en Chapinero?").get(0);
    assertThat(hit.get("note_id")).isEqualTo(note.get("id"));
    assertThat(hit.get("heading").textValue()).startsWith("Estudio de mercado");
    assertThat(hit.get("relevance").doubleValue()).isGreaterThan(0.8);
  }

  @Test
  void file_refused_saysWhyAndIsNotFound() {
    KnowledgeClient knowledge = client(newTenant());
    JsonNode note =
        knowledge.read(
            knowledge.upload(
                "plan.pdf", "%PDF-1.7 nada".getBytes(java.nio.charset.StandardCharsets.UTF_8)));

    assertThat(note.get("state").textValue()).isEqualTo("refused");
    assertThat(note.get("reason").textValue()).contains("damaged");
    assertThat(
            knowledge
                .caller()
                .get(KnowledgeClient.KNOWLEDGE + "/" + note.get("id").textValue() + "/text")
                .status())
        .isEqualTo(404);
  }

  @Test
  void sameContent_isTakenOnce() {
    KnowledgeClient knowledge = client(newTenant());
    JsonNode first = knowledge.read(knowledge.note("Estudio", STUDY));
    HttpCaller.Answer again = knowledge.note("Otro título", STUDY);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("duplicate").booleanValue()).isTrue();
    assertThat(again.json().get("id")).isEqualTo(first.get("id"));
    assertThat(knowledge.caller().get(KnowledgeClient.KNOWLEDGE).json().get("items")).hasSize(1);
    assertThat(client(newTenant()).note("Estudio", STUDY).status()).isEqualTo(202);
  }

  @Test
  void limits_areSaidAndNothingIsLost() {
    KnowledgeClient knowledge = client(newTenant());
    for (int n = 0; n < 4; n++) {
      knowledge.note("Nota " + n, "Texto de la nota número " + n);
    }
    HttpCaller.Answer one = knowledge.note("Nota 5", "Otro texto");
    HttpCaller.Answer large = client(newTenant()).upload("grande.txt", new byte[500 * 1024]);
    HttpCaller.Answer empty = client(newTenant()).upload("nada.txt", new byte[0]);

    assertThat(one.status()).isEqualTo(409);
    assertThat(one.json().get("detail").textValue()).contains("at most 4 notes");
    assertThat(large.status()).isEqualTo(413);
    assertThat(empty.status()).isEqualTo(400);
    assertThat(knowledge.caller().get(KnowledgeClient.KNOWLEDGE).json().get("items")).hasSize(4);
  }

  @Test
  void badInput_isNamed() {
    KnowledgeClient knowledge = client(newTenant());

    assertThat(knowledge.note("", "texto").json().get("detail").textValue()).startsWith("title:");
    assertThat(knowledge.note("Título", " ").json().get("detail").textValue()).startsWith("text:");
    for (String query : List.of("", "?q=", "?q=a&limit=0", "?q=a&limit=x")) {
      assertThat(knowledge.caller().get(KnowledgeClient.KNOWLEDGE + "/search" + query).status())
          .as(query)
          .isEqualTo(400);
    }
  }

  @Test
  void anotherTenantsNote_isNotThere() {
    KnowledgeClient owner = client(newTenant());
    JsonNode note = owner.read(owner.note("Estudio", STUDY));
    KnowledgeClient stranger = client(newTenant());
    String path = KnowledgeClient.KNOWLEDGE + "/" + note.get("id").textValue();

    for (String part : List.of("", "/text", "/file")) {
      assertThat(stranger.caller().get(path + part).status()).as(part).isEqualTo(404);
    }
    assertThat(stranger.caller().delete(path).status()).isEqualTo(404);
    assertThat(stranger.search("cafeterías de Chapinero")).isEmpty();
    assertThat(owner.search("cafeterías de Chapinero")).isNotEmpty();
  }

  @Test
  void document_quotesTheNotesThatFit_untilTheyAreDeleted() throws SQLException {
    String tenant = newTenant();
    KnowledgeClient knowledge = client(tenant);
    BulClient bul = BulClient.of(server, platform.token(tenant, "documents"));
    JsonNode note = knowledge.read(knowledge.note("Estudio de mercado", STUDY));
    knowledge.read(
        knowledge.note("Paella", "La receta de paella lleva arroz, azafrán, conejo y judías."));

    JsonNode job = bul.finished(bul.submit(PLAN));
    String text = markdown(bul, job);
    assertThat(job.get("findings").findValuesAsText("code"))
        .as(job.toPrettyString())
        .allMatch("outdated-rate"::equals);
    assertThat(text)
        .contains("> «", QUOTED, "— Estudio de mercado [1]", "# Fuentes\n\n[1] Estudio de mercado")
        .doesNotContain("azafrán");
    assertThat(job.at("/sources/0/note_id")).isEqualTo(note.get("id"));
    assertThat(job.at("/sources/0/number").intValue()).isEqualTo(1);
    assertThat(job.at("/sources/0/sections")).isNotEmpty();
    assertThat(model.userPrompts())
        .anySatisfy(
            prompt ->
                assertThat(prompt)
                    .containsPattern("(?s)PASSAGES[^\n]*\n> \\[1\\] [^<]*212 personas"));
    List<CacheKey> answers = derivatives(tenant);
    assertThat(answers).isNotEmpty().allMatch(this::cached);

    JsonNode without =
        bul.finished(bul.submit(PLAN.replace("{\"text\"", "{\"knowledge\": false, \"text\"")));
    assertThat(markdown(bul, without)).doesNotContain(QUOTED, "\n# Fuentes\n");

    assertThat(
            knowledge
                .caller()
                .delete(KnowledgeClient.KNOWLEDGE + "/" + note.get("id").textValue())
                .status())
        .isEqualTo(204);
    assertThat(knowledge.search("encuesta a personas del barrio").toString()).doesNotContain("212");
    assertThat(answers).noneMatch(this::cached);
    assertThat(derivatives(tenant)).isEmpty();
    JsonNode after = bul.finished(bul.submit(PLAN));
    assertThat(markdown(bul, after)).doesNotContain(QUOTED, "\n# Fuentes\n");
    assertThat(after.get("sources")).isEmpty();
    assertThat(
            knowledge
                .caller()
                .get(KnowledgeClient.KNOWLEDGE + "/" + note.get("id").textValue() + "/file")
                .status())
        .isEqualTo(404);
  }

  @Test
  void document_thatEverybodyReads_quotesNotesOnlyWhenAsked() {
    String tenant = newTenant();
    KnowledgeClient knowledge = client(tenant);
    BulClient bul = BulClient.of(server, platform.token(tenant, "documents"));
    knowledge.read(
        knowledge.note(
            "Interno",
            "Qué, quién, cuándo, dónde y por qué: la noticia es que la segunda tienda abre el 3 de"
                + " marzo, y que el proveedor cobra a 90 días en vez de a 30."));
    String press =
        "{%s\"document_type\":\"press-release\",\"language\":\"es\",\"formats\":[\"md\"],"
            + "\"text\":\"Nota de prensa sobre la apertura de una segunda tienda en Bogotá\"}";

    JsonNode unasked = bul.finished(bul.submit(press.formatted("")));
    assertThat(unasked.get("sources")).isEmpty();
    assertThat(markdown(bul, unasked)).doesNotContain("90 días");
    JsonNode asked = bul.finished(bul.submit(press.formatted("\"knowledge\": true, ")));
    assertThat(asked.get("sources")).isNotEmpty();
  }

  @Test
  void notes_areFoundAfterARestart() {
    String tenant = newTenant();
    KnowledgeClient before = client(tenant);
    before.read(before.note("Estudio", STUDY));
    platform.close();
    open();

    assertThat(client(tenant).search("cafeterías de Chapinero").toString()).contains("Tostión");
  }

  private String markdown(BulClient bul, JsonNode job) {
    assertThat(job.get("status").textValue()).as(job.toPrettyString()).isEqualTo("done");
    // The exporter escapes brackets, which is the same to a reader of Markdown.
    return bul.caller()
        .get(job.at("/files/0/href").textValue())
        .text()
        .replace("\\[", "[")
        .replace("\\]", "]");
  }

  private boolean cached(CacheKey key) {
    return KvCache.get(platform.platform().system())
        .get(key)
        .toCompletableFuture()
        .join()
        .isPresent();
  }

  private List<CacheKey> derivatives(String tenant) throws SQLException {
    try (var connection = platform.platform().database().dataSource().getConnection();
        var select =
            connection.prepareStatement(
                "select fingerprint from bul_note_derivative where tenant = ?")) {
      select.setString(1, tenant);
      List<CacheKey> keys = new ArrayList<>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          keys.add(new CacheKey(tenant, "generation", rows.getString(1)));
        }
      }
      return keys;
    }
  }
}
