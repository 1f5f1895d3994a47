package io.blatam.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.node.client.Api;
import io.blatam.node.client.Job;
import io.blatam.node.client.Jobs;
import io.blatam.platform.http.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The newcomer's way, with a real process of the platform, from the first command to the last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DocumentEndToEndTest {

  private static final Path BRIEF =
      Path.of("..", "examples", "cafeteria-bogota.yaml").toAbsolutePath().normalize();
  private static final String DOCUMENTS = "/api/v1/bul/documents";
  private static final String DECKS = "/api/v1/gamma/presentations";

  @TempDir static Path home;

  private ScratchNode node;
  private Path out;

  @BeforeAll
  void install() {
    node = new ScratchNode(home);
    out = home.resolve("out");
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @Test
  @Order(1)
  void generate_platformNotRunning_startsItAndLeavesTheFiles() throws IOException {
    var said = node.blatam("generate", BRIEF.toString(), "--out", out.toString());

    assertThat(said.exitCode()).as(said.err()).isZero();
    assertThat(said.err()).contains("Starting the platform", "✓");
    assertThat(said.err())
        .as("the administrator's password is shown at the first start")
        .contains("admin");
    assertThat(said.out())
        .contains(
            "Done in", "Console: http://127.0.0.1:" + node.port("gateway") + "/", "./blatam stop");
    assertThat(files())
        .extracting(file -> extension(file))
        .containsExactlyInAnyOrder("pdf", "docx", "md");
    assertThat(files())
        .allMatch(file -> file.getFileName().toString().startsWith("plan-de-negocio-"));
  }

  @Test
  @Order(2)
  void generate_files_openAndCarryNoResidue() throws IOException {
    try (PDDocument pdf = Loader.loadPDF(file("pdf").toFile())) {
      assertThat(pdf.getNumberOfPages()).isGreaterThan(5);
      assertThat(pdf.getDocumentCatalog().getDocumentOutline()).isNotNull();
      assertNoResidue(new PDFTextStripper().getText(pdf));
    }
    try (InputStream bytes = Files.newInputStream(file("docx"));
        XWPFDocument docx = new XWPFDocument(bytes)) {
      assertThat(docx.getTables()).isNotEmpty();
      assertThat(docx.getParagraphs()).hasSizeGreaterThan(30);
    }
    assertNoResidue(Files.readString(file("md")));
  }

  private static void assertNoResidue(String text) {
    assertThat(text)
        .contains("Bogotá")
        .doesNotContain("{{", "{%", "null", "TODO", "Lorem", "NaN", "Optional[");
  }

  @Test
  @Order(3)
  @Timeout(60)
  void generate_vagueAsk_saysWhatIsAskedBackInsteadOfWaiting() {
    var said = node.blatam("generate", "hola", "--out", out.toString());
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err()).contains("?", "Answer in the console, http://127.0.0.1:", "--type");
  }

  @Test
  @Order(3)
  @Timeout(120)
  void generate_outlineToBeReviewed_saysThatItWaitsAndHowItIsSettled() throws Exception {
    Path brief =
        Files.writeString(
            home.resolve("reviewed.yaml"), Files.readString(BRIEF) + "\nreview_outline: true\n");
    PipedOutputStream words = new PipedOutputStream();
    try (var heard =
        new BufferedReader(new InputStreamReader(new PipedInputStream(words), UTF_8))) {
      CompletableFuture<Integer> exitCode =
          CompletableFuture.supplyAsync(
              () ->
                  node.blatam(
                      words,
                      "generate",
                      brief.toString(),
                      "--out",
                      home.resolve("reviewed").toString()));

      List<String> said = new ArrayList<>();
      while (said.stream().noneMatch(line -> line.startsWith("  curl "))) {
        said.add(heard.readLine());
      }
      assertThat(said).contains("The outline waits to be settled; nothing is written before that:");
      assertThat(said).anyMatch(line -> line.startsWith("  1. "));
      assertThat(exitCode).isNotDone();

      var command = said.get(said.size() - 1).split("'");
      String path = command[0].substring(command[0].indexOf("/api/"), command[0].indexOf(" -H"));
      api().post(path, Json.mapper().readTree(command[3]));
      heard.lines().forEach(said::add);
      assertThat(exitCode.join()).as(String.join("\n", said)).isZero();
    }
  }

  @Test
  @Order(3)
  void generate_sameBriefAgain_isAnsweredFromTheCacheWithBothTimes() throws IOException {
    var said = node.blatam("generate", BRIEF.toString(), "--out", out.toString());
    assertThat(said.exitCode()).as(said.err()).isZero();
    assertThat(said.out())
        .containsPattern("\\d+ of \\d+ sections from the cache, .* the first run took .* s");
    assertThat(files()).hasSize(3);

    var json = node.blatam("generate", BRIEF.toString(), "--out", out.toString(), "--json");
    JsonNode result = Json.mapper().readTree(json.out());
    assertThat(result.path("sections_asked").asInt()).isPositive();
    assertThat(result.path("sections_from_cache").asInt())
        .isEqualTo(result.path("sections_asked").asInt());
    assertThat(result.path("files")).hasSize(3);
  }

  @Test
  @Order(4)
  void generate_briefWithAWrongField_namesItAndMakesNothing() throws IOException {
    Path wrong =
        Files.writeString(
            home.resolve("wrong.yaml"), "document_type: business-plan\ncolour: red\n");
    var said = node.blatam("generate", wrong.toString(), "--out", home.resolve("none").toString());
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err()).contains("colour");
    assertThat(home.resolve("none")).doesNotExist();
  }

  @Test
  @Order(5)
  void generate_unknownType_saysWhichThereAre() {
    var said = node.blatam("generate", "Un documento", "--type", "poem");
    assertThat(said.exitCode()).isEqualTo(1);
    assertThat(said.err()).contains("document_type", "business-plan");
  }

  @Test
  @Order(5)
  void deck_topic_leavesADeckInEachFormat() throws IOException {
    Path decks = home.resolve("decks");
    var said =
        node.blatam(
            "deck", "Apertura de una cafetería", "--audience", "socios", "--out", decks.toString());

    assertThat(said.exitCode()).as(said.err()).isZero();
    try (Stream<Path> made = Files.list(decks)) {
      assertThat(made)
          .extracting(file -> file.getFileName().toString())
          .containsExactlyInAnyOrder(
              "apertura-de-una-cafeteria.md",
              "apertura-de-una-cafeteria.pptx",
              "apertura-de-una-cafeteria.pdf");
    }
  }

  @Test
  @Order(6)
  void kill_inTheMiddleOfJobs_everyJobFinishesOnce() throws IOException {
    List<String> ids = new ArrayList<>();
    Jobs jobs = new Jobs(api(), DOCUMENTS);
    for (int i = 0; i < 4; i++) {
      ids.add(jobs.submit(brief("Cafetería número " + i)).id());
    }
    List<String> decks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      ObjectNode deck = Json.mapper().createObjectNode().put("topic", "Tema " + i);
      decks.add(new Jobs(api(), DECKS).submit(deck).id());
    }
    node.kill();
    assertThat(node.running()).isEmpty();
    assertThat(node.blatam("start").exitCode()).isZero();

    Jobs again = new Jobs(api(), DOCUMENTS);
    for (String id : ids) {
      Job job = again.follow(id, seen -> {});
      assertThat(job.status()).as(job.error().orElse("")).isEqualTo("done");
      assertThat(job.files()).containsExactly("pdf");
      assertThat(endings(DOCUMENTS, id)).as("its end is told once").isEqualTo(1);
    }
    for (String id : decks) {
      Job deck = new Jobs(api(), DECKS).follow(id, seen -> {});
      assertThat(deck.status()).as(deck.error().orElse("")).isEqualTo("done");
      assertThat(deck.files()).containsExactlyInAnyOrder("md", "pptx", "pdf");
      assertThat(endings(DECKS, id)).as("its end is told once").isEqualTo(1);
    }
  }

  private long endings(String path, String id) throws IOException {
    long endings = 0;
    try (Api.EventStream events = api().events(path + "/" + id + "/events", "")) {
      for (var event = events.next(); event.isPresent(); event = events.next()) {
        endings += event.get().type().equals("done") ? 1 : 0;
      }
    }
    return endings;
  }

  @Test
  @Order(7)
  void stop_running_endsItAndStatusSaysSo() {
    assertThat(node.blatam("status").out()).startsWith("ready at ");
    assertThat(node.blatam("stop").out()).isEqualTo("Stopped.\n");
    assertThat(node.blatam("status").exitCode()).isEqualTo(3);
    assertThat(node.blatam("stop").exitCode()).isZero();
  }

  private static ObjectNode brief(String company) {
    ObjectNode brief =
        Json.mapper()
            .createObjectNode()
            .put("document_type", "business-plan")
            .put("language", "es")
            .put("text", "Plan de negocio para una cafetería en Bogotá, inversión 80 000 000 COP");
    brief.putObject("company").put("name", company);
    brief.putArray("formats").add("pdf");
    return brief;
  }

  private Api api() {
    String token = node.blatam("token").out().strip();
    return new Api(node.running().orElseThrow().url(), () -> token);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(out)) {
      return all.toList();
    }
  }

  private Path file(String extension) throws IOException {
    return files().stream().filter(f -> extension(f).equals(extension)).findFirst().orElseThrow();
  }

  private static String extension(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
