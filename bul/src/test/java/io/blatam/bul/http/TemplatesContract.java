package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.BulService;
import io.blatam.bul.template.docx.WordFiles;
import io.blatam.platform.http.Json;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
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
  private static final Map<String, Object> ORBIS = Map.of("client", Map.of("name", "Orbis & Cía."));

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
    assertThat(preview.text())
        .contains("Para Orbis", "| Instalación | 1.250,50\u00a0€ |", "cover: false\ntoc: false");

    HttpCaller.Answer asked =
        withKey(
            caller,
            path + "/documents",
            Map.of("data", DATA, "formats", List.of("pdf", "docx"), "title", "Oferta 7"));
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    JsonNode job = done(caller, asked);
    assertThat(job.at("/document_type").textValue()).isEqualTo("template");
    assertThat(job.at("/business_area/reasons/0").textValue())
        .isEqualTo("plantilla propia «Oferta tipo», versión 1");
    assertThat(job.at("/sections/0/title").textValue()).isEqualTo("Oferta");
    JsonNode files = job.get("files");
    assertThat(files).hasSize(2);
    HttpCaller.Answer pdf = caller.get(files.get(0).get("href").textValue());
    assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
    assertThat(pdf.header("Content-Disposition")).contains("oferta-7.pdf");
    assertThat(pdf.text()).startsWith("%PDF-");
    assertThat(newTenant().get(files.get(0).get("href").textValue()).status()).isEqualTo(404);
    assertThat(
            caller
                .get("/api/v1/bul/documents?document_type=template")
                .json()
                .at("/items/0/title")
                .textValue())
        .isEqualTo("Oferta 7");
    assertThat(withKey(caller, path + "/documents", Map.of("data", DATA, "title", "Otra")).status())
        .isEqualTo(409);
  }

  @Test
  void document_ofNoTitleGiven_isCalledAsItCallsItself() {
    HttpCaller caller = newTenant();
    String path =
        add(caller, "# Oferta para {{ client.name }}\n\nGracias por su interés.\n")
            .header("Location");
    JsonNode job = done(caller, caller.post(path + "/documents", json(Map.of("data", ORBIS))));

    assertThat(job.get("title").textValue()).isEqualTo("Oferta para Orbis & Cía.");
    assertThat(job.at("/files/0/name").textValue()).isEqualTo("oferta-para-orbis-cia.pdf");
    assertThat(caller.post(path + "/preview", json(Map.of("data", ORBIS))).text())
        .containsOnlyOnce("Oferta para Orbis");
    assertThat(caller.get(job.at("/links/self").textValue() + "/versions/1").json().at("/sections"))
        .hasSize(1);
  }

  @Test
  void document_otherData_isItsNextVersion_andTheTemplateMayBeGone() {
    HttpCaller caller = newTenant();
    String path = add(caller, OFFER).header("Location");
    JsonNode first =
        done(
            caller,
            caller.post(
                "/api/v1/bul/documents",
                json(
                    Map.of(
                        "template",
                        Map.of("id", path.substring(TEMPLATES.length() + 1), "data", DATA),
                        "formats",
                        List.of("md")))));
    String document = first.at("/links/self").textValue();
    HttpCaller.Answer change =
        caller.post(
            document + "/revisions",
            json(Map.of("data", Map.of("client", Map.of("name", "Iris")))));
    assertThat(change.status()).as(change.text()).isEqualTo(202);
    JsonNode second = done(caller, change);

    assertThat(second.at("/revises/changes").textValue()).isEqualTo("Datos que cambian: client");
    assertThat(caller.get(document + "/files/md").text()).contains("Para Iris", "1.250,50");
    assertThat(caller.get(document + "/files/md?version=1").text()).contains("Para Orbis");
    assertThat(
            caller.get(document + "/versions/1/diff/2").json().at("/sections/0/change").textValue())
        .isEqualTo("changed");
    assertThat(caller.delete(path).status()).isEqualTo(204);
    done(caller, caller.post(document + "/versions/1/restore", ""));
    assertThat(caller.get(document + "/files/md").text()).contains("Para Orbis");
    HttpCaller.Answer gone =
        caller.post(document + "/revisions", json(Map.of("data", Map.of("client", "x"))));
    assertThat(gone.status()).isEqualTo(400);
    assertThat(gone.text()).contains("template.id");
    HttpCaller.Answer words =
        caller.post(document + "/revisions", json(Map.of("change", "más formal")));
    assertThat(words.status()).isEqualTo(422);
    assertThat(words.text()).contains("send \\\"data\\\"");
    assertThat(caller.delete(document + "/versions").status()).isEqualTo(204);
    assertThat(caller.get(document).status()).isEqualTo(404);
  }

  @Test
  void table_ofATemplatesData_isADocumentARow() {
    HttpCaller caller = newTenant();
    String id = add(caller, OFFER).json().get("id").textValue();
    HttpCaller.Answer bulk =
        caller.send(
            caller
                .request("/api/v1/bul/bulk")
                .header("Content-Type", "text/csv")
                .POST(
                    BodyPublishers.ofString(
                        "template.id;template.data.client.name;template.data.items[0].name;"
                            + "template.data.items[0].price;formats\n"
                            + "%s;Iris;Montaje;80,5;md\n%s;Orbis;Montaje;mucho;md\n"
                                .formatted(id, id))));
    assertThat(bulk.status()).as(bulk.text()).isEqualTo(202);
    String rows = "/api/v1/bul/bulk/" + bulk.json().get("id").textValue() + "/rows";
    Eventually.holds(
        () ->
            caller.get(rows).json().findValuesAsText("state").stream()
                .allMatch(List.of("done", "rejected")::contains));
    JsonNode made = caller.get(rows).json().get("items");
    assertThat(made.findValuesAsText("state")).containsExactly("done", "rejected");
    assertThat(made.get(1).toString()).contains("a number is needed here, not \\\"mucho\\\"");
  }

  private static HttpCaller.Answer withKey(HttpCaller caller, String path, Object body) {
    return caller.send(
        caller
            .request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "oferta-7")
            .POST(BodyPublishers.ofString(json(body))));
  }

  private static JsonNode done(HttpCaller caller, HttpCaller.Answer asked) {
    assertThat(asked.status()).as(asked.text()).isEqualTo(202);
    JsonNode job = new BulClient(caller).finished(asked.json().get("id").textValue());
    assertThat(job.at("/status").textValue()).as(job.toString()).isEqualTo("done");
    return job;
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

    JsonNode produced =
        done(
            caller,
            caller.post(added.header("Location") + "/documents", json(Map.of("data", DATA))));
    String document = produced.at("/links/self").textValue();
    byte[] made = caller.get(produced.at("/files/0/href").textValue()).raw().body();
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
    assertThat(caller.get(document + "/versions/1").json().at("/sections/0/text").textValue())
        .isEqualTo("Para Orbis\n\nInstalación · 1.250,50\u00a0€");
    done(
        caller,
        caller.post(
            document + "/revisions",
            json(Map.of("data", Map.of("client", Map.of("name", "Iris"))))));
    byte[] second = caller.get(document + "/files/docx").raw().body();
    assertThat(WordFiles.open(second).getParagraphs().get(0).getText()).isEqualTo("Para Iris");
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
