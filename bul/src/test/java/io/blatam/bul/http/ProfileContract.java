package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.testkit.HttpCaller;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;

/** What profile and memory promise, run against each database. */
abstract class ProfileContract extends BulContract {
  private static final String PROFILE = "/api/v1/bul/profile";
  private static final String MEMORY = "/api/v1/bul/memory";
  private static final String LUNA =
      """
      {"company": {"name": "Zapatos Luna", "legal_form": "S. A. S.", "country": "CO", "city": "Medellín",
       "sector": "calzado", "tax_id": "900.123.456-7", "representative": "Ana Ruiz"},
       "currency": "COP", "tone": "warm", "founded_year": 2009, "employees": 14, "colour": "#0a7d55",
       "products": ["calzado escolar"]}
      """;

  private static HttpCaller.Answer put(HttpCaller caller, String path, String body) {
    return caller.send(
        caller
            .request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }

  private static HttpCaller.Answer patch(HttpCaller caller, String body, String... moreHeaders) {
    var request =
        caller
            .request(PROFILE)
            .header("Content-Type", "application/json")
            .method("PATCH", BodyPublishers.ofString(body));
    if (moreHeaders.length > 0) {
      request.headers(moreHeaders);
    }
    return caller.send(request);
  }

  @Test
  void profile_toldAndChanged_isThereForItsTenantAlone() {
    HttpCaller luna = newCaller();

    assertThat(luna.get(PROFILE).json().get("version").longValue()).isZero();
    assertThat(put(luna, PROFILE, LUNA).json().get("version").longValue()).isEqualTo(1);
    HttpCaller.Answer changed =
        patch(luna, "{\"company\": {\"city\": \"Cali\", \"tax_id\": null}, \"employees\": 15}");

    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.header("ETag")).isEqualTo("\"2\"");
    JsonNode now = luna.get(PROFILE).json();
    assertThat(now.at("/company/name").textValue()).isEqualTo("Zapatos Luna");
    assertThat(now.at("/company/city").textValue()).isEqualTo("Cali");
    assertThat(now.at("/company/tax_id").isMissingNode()).isTrue();
    assertThat(now.get("employees").intValue()).isEqualTo(15);
    assertThat(newCaller().get(PROFILE).json().get("version").longValue()).isZero();
  }

  @Test
  void change_fromAnOldVersion_isAConflictAndChangesNothing() {
    HttpCaller luna = newCaller();
    put(luna, PROFILE, LUNA);
    patch(luna, "{\"employees\": 20}");

    HttpCaller.Answer late = patch(luna, "{\"employees\": 30}", "If-Match", "\"1\"");

    assertThat(late.status()).isEqualTo(409);
    assertThat(luna.get(PROFILE).json().get("employees").intValue()).isEqualTo(20);
  }

  @Test
  void change_wrongField_namesIt() {
    HttpCaller.Answer colour = put(newCaller(), PROFILE, "{\"colour\": \"green\"}");
    HttpCaller.Answer country =
        put(newCaller(), PROFILE, "{\"company\": {\"country\": \"Atlantis\"}}");
    HttpCaller.Answer unknown = put(newCaller(), PROFILE, "{\"colours\": []}");

    assertThat(colour.status()).isEqualTo(400);
    assertThat(colour.json().at("/errors/0/field").textValue()).isEqualTo("colour");
    assertThat(country.json().at("/errors/0/field").textValue()).isEqualTo("company.country");
    assertThat(unknown.json().at("/errors/0/field").textValue()).isEqualTo("colours");
  }

  @Test
  void document_thatSaysLittle_takesTheProfileAndSaysSo_butTheBriefWins() {
    HttpCaller luna = newCaller();
    put(luna, PROFILE, LUNA);
    BulClient bul = new BulClient(luna);

    String quiet =
        markdown(
            bul,
            "{\"document_type\":\"hr-policy\",\"text\":\"Política de"
                + " vacaciones\",\"formats\":[\"md\"]}");
    String loud =
        markdown(
            bul,
            "{\"document_type\":\"hr-policy\",\"text\":\"Política de"
                + " vacaciones\",\"formats\":[\"md\"],\"company\":{\"name\":\"Cueros del Sur\"}}");

    assertThat(quiet)
        .contains("Zapatos Luna")
        .contains("Tomado del perfil de la empresa")
        .contains("theme: \"#0a7d55\"");
    assertThat(loud).contains("Cueros del Sur").doesNotContain("Zapatos Luna");
  }

  private static String markdown(BulClient bul, String brief) {
    JsonNode job = bul.finished(bul.submit(brief));
    assertThat(job.get("status").textValue()).as(job.toPrettyString()).isEqualTo("done");
    return bul.caller().get(job.at("/files/0/href").textValue()).text();
  }

  @Test
  void memory_answersOnce_isUsedInspectedAndForgotten() {
    HttpCaller tenant = newCaller();
    BulClient bul = new BulClient(tenant);
    String vague = "algo para mandarle mañana a un cliente";

    HttpCaller.Answer asked = tenant.post(BulClient.DOCUMENTS, "{\"text\":\"" + vague + "\"}");
    JsonNode question = question(bul, asked);
    assertThat(question.get("choices").size()).as(question.toString()).isBetween(2, 4);
    bul.submit(
        "{\"text\":\"%s\",\"document_type\":\"sales-proposal\",\"tone\":\"warm\",\"formats\":[\"md\"]}"
            .formatted(vague));

    HttpCaller.Answer again = tenant.post(BulClient.DOCUMENTS, "{\"text\":\"" + vague + "\"}");
    assertThat(again.status()).as(again.text()).isEqualTo(202);
    assertThat(again.json().get("document_type").textValue()).isEqualTo("sales-proposal");
    assertThat(tenant.get(MEMORY).json().get("items"))
        .extracting(decision -> decision.get("kind").textValue())
        .contains("document-type", "tone");
    assertThat(newCaller().get(MEMORY).json().get("items")).isEmpty();

    assertThat(tenant.delete(MEMORY).json().get("forgotten").intValue()).isEqualTo(2);
    question(bul, tenant.post(BulClient.DOCUMENTS, "{\"text\":\"" + vague + "\"}"));
  }

  /** What the job asks before anything is written. */
  private static JsonNode question(BulClient bul, HttpCaller.Answer accepted) {
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String id = accepted.json().get("id").textValue();
    Eventually.holds(() -> bul.job(id).get("status").textValue().equals("question"));
    return bul.job(id).get("question");
  }

  @Test
  void logo_drawing_isKept_andOneThatActsIsRefused() {
    HttpCaller luna = newCaller();
    String drawing =
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><rect width=\"9\" height=\"9\"/></svg>";

    HttpCaller.Answer kept = put(luna, PROFILE + "/logo", drawing);
    HttpCaller.Answer script =
        put(luna, PROFILE + "/logo", drawing.replace("<rect", "<script>alert(1)</script><rect"));
    HttpCaller.Answer text = put(luna, PROFILE + "/logo", "my logo");
    HttpCaller.Answer huge = put(luna, PROFILE + "/logo", drawing + " ".repeat(600 * 1024));

    assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    assertThat(kept.json().at("/logo/media_type").textValue()).isEqualTo("image/svg+xml");
    HttpCaller.Answer logo = luna.get(PROFILE + "/logo");
    assertThat(new String(logo.raw().body(), StandardCharsets.UTF_8)).isEqualTo(drawing);
    assertThat(logo.header("Content-Security-Policy")).contains("sandbox");
    assertThat(script.status()).isEqualTo(400);
    assertThat(text.status()).isEqualTo(400);
    assertThat(huge.status()).isEqualTo(413);
    assertThat(luna.delete(PROFILE + "/logo").status()).isEqualTo(200);
    assertThat(luna.get(PROFILE + "/logo").status()).isEqualTo(404);
  }

  @Test
  void document_ofACompanyWithLogo_printsItAndWhereToPay_butNotForAnotherCompany()
      throws IOException {
    HttpCaller luna = newCaller();
    put(luna, PROFILE, LUNA);
    patch(luna, "{\"bank_details\": \"Banco del Norte, cuenta 0418 4502\"}");
    put(
        luna,
        PROFILE + "/logo",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 10\"><path d=\"M1"
            + " 1H29V9H1Z\"/></svg>");
    BulClient bul = new BulClient(luna);
    String quotation =
        "{\"document_type\":\"quotation\",\"text\":\"Cotización de zapatos para Hotel"
            + " Sol\",\"formats\":[\"md\",\"pdf\"]%s}";

    JsonNode own = bul.finished(bul.submit(quotation.formatted("")));
    String other = markdown(bul, quotation.formatted(",\"company\":{\"name\":\"Cueros del Sur\"}"));

    assertThat(luna.get(own.at("/files/0/href").textValue()).text())
        .contains("logo: ", "|Banco del Norte, cuenta 0418 4502|", "datos bancarios");
    byte[] pdf = luna.get(own.at("/files/1/href").textValue()).raw().body();
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(document.getPage(0).getResources().getXObjectNames()).isNotEmpty();
    }
    assertThat(other).doesNotContain("logo: ", "Banco del Norte", "theme: \"#0a7d55\"");
  }

  @Test
  void route_showsTheDecisionWithoutMakingADocument() {
    HttpCaller tenant = newCaller();

    JsonNode routing =
        tenant
            .post("/api/v1/bul/route", "{\"text\":\"acta de la reunión del lunes con Ana\"}")
            .json();

    assertThat(routing.get("document_type").textValue()).isEqualTo("meeting-report");
    assertThat(routing.get("type_confidence").doubleValue()).isGreaterThan(0.6);
    assertThat(routing.get("reasons")).isNotEmpty();
    assertThat(tenant.get(BulClient.DOCUMENTS).json().get("items")).isEmpty();
  }
}
