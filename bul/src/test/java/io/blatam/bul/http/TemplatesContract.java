package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.BulService;
import io.blatam.bul.template.docx.WordFiles;
import io.blatam.platform.http.Json;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the template routes promise; run against each database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TemplatesContract {

  private static final String TEMPLATES = "/api/v1/bul/templates";
  private static final String OFFER =
      "# Oferta\n\nPara {{ client.name }}\n\n| Concepto | Precio |\n|---|---:|\n"
          + "{% for item in items %}| {{ item.name }} | {{ item.price | money }} |\n{% endfor %}";
  private static final Map<String, Object> DATA =
      Map.of(
          "client", Map.of("name", "Orbis"),
          "items", List.of(Map.of("name", "Instalación", "price", 1250.5)));

  private ScratchPlatform platform;
  private URI server;

  abstract String settings();

  @BeforeAll
  void start(@TempDir Path directory) {
    platform =
        ScratchPlatform.start(directory, settings() + "blatam.bul.templates.per-tenant = 2\n");
    server = platform.serve("bul", new BulService().start(platform.platform()));
  }

  @AfterAll
  void stop() {
    platform.close();
  }

  private HttpCaller newTenant() {
    return new HttpCaller(server, platform.token("tenant-" + UUID.randomUUID(), "documents"));
  }

  private static String json(Object value) {
    return new String(Json.write(value), StandardCharsets.UTF_8);
  }

  private static HttpCaller.Answer add(HttpCaller caller, String markdown) {
    return caller.post(
        TEMPLATES, json(Map.of("name", "Oferta tipo", "country", "ES", "markdown", markdown)));
  }

  @Test
  void markdown_uploadedPreviewedAndProduced() {
    HttpCaller caller = newTenant();
    HttpCaller.Answer added = add(caller, OFFER);
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    String path = added.header("Location");
    assertThat(added.json().at("/fields").toString())
        .contains("client.name", "items[].price", "number");

    HttpCaller.Answer invented = caller.post(path + "/preview", "{}");
    assertThat(invented.text()).contains("‹name›", "1.234,50");
    HttpCaller.Answer preview = caller.post(path + "/preview", json(Map.of("data", DATA)));
    assertThat(preview.text()).contains("Para Orbis", "| Instalación | 1.250,50\u00a0€ |");

    HttpCaller.Answer produced =
        caller.post(
            path + "/documents",
            json(Map.of("data", DATA, "formats", List.of("pdf", "docx"), "title", "Oferta 7")));
    assertThat(produced.status()).as(produced.text()).isEqualTo(201);
    JsonNode files = produced.json().get("files");
    assertThat(files).hasSize(2);
    HttpCaller.Answer pdf = caller.get(files.get(0).get("href").textValue());
    assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(pdf.header("Content-Disposition")).contains("oferta-7.pdf");
    assertThat(pdf.text()).startsWith("%PDF-");
    assertThat(newTenant().get(files.get(0).get("href").textValue()).status()).isEqualTo(404);
  }

  @Test
  void word_uploadedAndProduced() {
    HttpCaller caller = newTenant();
    byte[] file =
        new WordFiles()
            .paragraph("Para ", "{{ client", ".name }}")
            .table(
                new String[] {
                  "{% for item in items %}{{ item.name }}", "{{ item.price | money }}{% endfor %}"
                })
            .bytes();
    HttpCaller.Answer added =
        new KnowledgeClient(caller)
            .form(TEMPLATES, "oferta.docx", file, Map.of("name", "Oferta", "country", "ES"));
    assertThat(added.status()).as(added.text()).isEqualTo(201);
    assertThat(added.json().get("kind").textValue()).isEqualTo("docx");

    HttpCaller.Answer produced =
        caller.post(added.header("Location") + "/documents", json(Map.of("data", DATA)));
    assertThat(produced.status()).as(produced.text()).isEqualTo(201);
    byte[] made = caller.get(produced.json().at("/files/0/href").textValue()).raw().body();
    assertThat(WordFiles.open(made).getParagraphs().get(0).getText()).isEqualTo("Para Orbis");
    assertThat(WordFiles.open(made).getTables().get(0).getText()).contains("Instalación");
    assertThat(
            caller
                .post(
                    added.header("Location") + "/documents",
                    json(Map.of("data", DATA, "formats", List.of("pdf"))))
                .json()
                .get("detail")
                .textValue())
        .contains("comes as docx");
  }

  @Test
  void errors_nameTheLineAndTheFields() {
    HttpCaller caller = newTenant();
    HttpCaller.Answer wrong = add(caller, "a\n\n{% include 'x' %}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().get("detail").textValue()).contains("line 3", "include");

    String path = add(caller, OFFER).header("Location");
    HttpCaller.Answer missing =
        caller.post(path + "/documents", json(Map.of("data", Map.of("items", List.of()))));
    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.json().get("errors").toString()).contains("data.client.name");
    assertThat(
            caller
                .post(
                    TEMPLATES,
                    json(
                        Map.of(
                            "name",
                            "x",
                            "markdown",
                            "{{ a }}",
                            "fields",
                            List.of(Map.of("name", "b", "type", "text", "required", true)))))
                .json()
                .get("detail")
                .textValue())
        .contains("\"a\"", "not declared");
  }

  @Test
  void versions_areKept() {
    HttpCaller caller = newTenant();
    String path = add(caller, "uno {{ a }}").header("Location");
    HttpCaller.Answer second =
        caller.post(path + "/versions", json(Map.of("name", "Dos", "markdown", "dos {{ b }}")));

    assertThat(second.status()).as(second.text()).isEqualTo(201);
    assertThat(second.json().get("version").intValue()).isEqualTo(2);
    assertThat(caller.get(path + "/versions").json().get("items")).hasSize(2);
    assertThat(caller.get(path + "/file?version=1").text()).isEqualTo("uno {{ a }}");
    assertThat(caller.post(path + "/preview", "{}").text()).contains("dos ‹b›");
    assertThat(caller.get(path + "?version=3").status()).isEqualTo(404);
  }

  @Test
  void limits_andOtherTenants() {
    HttpCaller caller = newTenant();
    String path = add(caller, "a").header("Location");
    add(caller, "b");

    assertThat(add(caller, "c").status()).isEqualTo(409);
    assertThat(newTenant().get(path).status()).isEqualTo(404);
    assertThat(newTenant().delete(path).status()).isEqualTo(404);
    assertThat(caller.delete(path).status()).isEqualTo(204);
    assertThat(caller.get(path).status()).isEqualTo(404);
    assertThat(caller.get(TEMPLATES).json().get("items")).hasSize(1);
  }
}
