package io.blatam.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.export.ExportService;
import io.blatam.export.api.Exporter;
import io.blatam.platform.http.Json;
import io.blatam.platform.identity.Scopes;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportRoutesTest {

  private static final String EXPORT = "/api/v1/export";

  @TempDir static Path directory;
  private static ScratchPlatform scratch;
  private static URI server;
  private static HttpCaller caller;

  @BeforeAll
  static void start() {
    scratch = ScratchPlatform.start(directory);
    server = scratch.serve("export", new ExportService().start(scratch.platform()));
    caller = new HttpCaller(server, scratch.token("acme", Scopes.DOCUMENTS));
  }

  @AfterAll
  static void stop() {
    scratch.close();
  }

  @Test
  void export_pdf_isAFileNamedAfterItsTitle() throws Exception {
    var answer =
        caller.post(EXPORT, body("---\ntitle: Plan de acción\n---\n# Uno\n\nHola\n", "pdf"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"Plan-de-accion.pdf\";"
                + " filename*=UTF-8''Plan%20de%20acci%C3%B3n.pdf");
    try (PDDocument pdf = Loader.loadPDF(answer.raw().body())) {
      assertThat(pdf.getDocumentInformation().getTitle()).isEqualTo("Plan de acción");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "html, text/html; charset=UTF-8",
    "txt, text/plain; charset=UTF-8",
    "md, text/markdown; charset=UTF-8",
    "DOCX, application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  })
  void export_everyFormat_hasItsMediaType(String format, String mediaType) {
    var answer = caller.post(EXPORT, body("# Uno", format));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualToIgnoringCase(mediaType);
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.raw().body()).isNotEmpty();
  }

  @Test
  void export_givenFileName_cannotLeaveItsFolderOrItsHeader() {
    ObjectNode request = request("# Uno", "txt").put("file_name", "../../etc/\"x\"\r\nA: b.txt");
    var answer = caller.post(EXPORT, request.toString());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo("attachment; filename=\"etc-x-A-b.txt\"; filename*=UTF-8''etc%20x%20A%20b.txt");
    assertThat(answer.raw().headers().firstValue("A")).isEmpty();
  }

  @Test
  void export_wrongChart_namesTheLine() {
    var answer = caller.post(EXPORT, body("# Uno\n\n```chart\n{\"type\":\"radar\"}\n```\n", "pdf"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.problem()).isEqualTo("validation");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("markdown: line 3: chart type is \"radar\"; use bar, line or pie");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | markdown",
        "{\"markdown\":\"  \",\"format\":\"pdf\"} | markdown",
        "{\"markdown\":\"a\"} | format",
        "{\"markdown\":\"a\",\"format\":\"exe\"} | use one of pdf, docx, pptx, html, txt, md",
        "{\"markdown\":\"a\",\"format\":\"pdf\",\"colour\":1} | colour",
        "{\"markdown\":7,\"format\":\"pdf\"} | markdown",
        "{\"markdown\":\"a\",\"format\":\"pdf\",\"file_name\":\" \"} | file_name",
        "{\"markdown\": | JSON",
      })
  void export_badRequest_saysWhatToChange(String body, String hint) {
    var answer = caller.post(EXPORT, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains(hint);
  }

  @Test
  void export_hugeBody_isRefused() {
    var answer = caller.post(EXPORT, body("a".repeat(13 << 20), "txt"));
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void export_longestDocumentInEscapedJson_isRead() {
    String json = body("x", "txt").replace("\"x\"", "\"" + "\\u00f1 ".repeat(1_000_000) + "\"");
    assertThat(caller.post(EXPORT, json).status()).isEqualTo(200);
  }

  @Test
  void export_withoutScopeOrToken_isRefused() {
    var stranger = new HttpCaller(server, scratch.token("acme", Scopes.ANALYSIS));
    assertThat(stranger.post(EXPORT, body("# Uno", "pdf")).status()).isEqualTo(403);
    assertThat(HttpCaller.anonymous(server).post(EXPORT, "{}").status()).isEqualTo(401);
    assertThat(HttpCaller.anonymous(server).get(EXPORT + "/formats").status()).isEqualTo(401);
  }

  @Test
  void export_fullQueue_asksToRetry() {
    URI full =
        scratch.serve(
            "export",
            new ExportRoutes(
                    scratch.platform().identity(),
                    Exporter.create(),
                    task -> {
                      throw new RejectedExecutionException("full");
                    })
                .routes());
    var answer =
        new HttpCaller(full, scratch.token("acme", Scopes.DOCUMENTS))
            .post(EXPORT, body("# Uno", "pdf"));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isEqualTo("3");
  }

  @Test
  void formats_areListedWithTheirVersion() {
    var answer = caller.get(EXPORT + "/formats");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("formats").findValuesAsText("name"))
        .contains("pdf", "docx", "html", "txt", "md");
    assertThat(answer.json().path("version").asText()).contains("pdf").contains("html");
  }

  private static String body(String markdown, String format) {
    return request(markdown, format).toString();
  }

  private static ObjectNode request(String markdown, String format) {
    return Json.mapper().createObjectNode().put("markdown", markdown).put("format", format);
  }
}
