package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.BulService;
import io.blatam.platform.http.Json;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A person looks at the outline before anything is written. */
class OutlineTest {

  private static final String ASK =
      BulClient.CAFETERIA
          .replace("\"formats\": [\"pdf\", \"md\"]", "\"formats\": [\"md\"]")
          .strip()
          .replaceFirst("\\{", "{\"review_outline\": true, ");

  @TempDir static Path directory;
  private static ScratchPlatform platform;
  private static BulClient bul;
  private static BulClient stranger;

  @BeforeAll
  static void start() {
    platform = ScratchPlatform.start(directory);
    URI server = platform.serve("bul", new BulService().start(platform.platform()));
    bul = BulClient.of(server, platform.token("acme", "documents"));
    stranger = BulClient.of(server, platform.token("rival", "documents"));
  }

  @AfterAll
  static void stop() {
    platform.close();
  }

  private static String outlined() {
    String id = bul.submit(ASK);
    Eventually.holds(() -> bul.job(id).get("status").textValue().equals("outline"));
    return id;
  }

  private static String path(String id) {
    return BulClient.DOCUMENTS + "/" + id + "/outline";
  }

  private static ObjectNode edit(JsonNode... sections) {
    ObjectNode edit = Json.mapper().createObjectNode();
    edit.putArray("sections").addAll(List.of(sections));
    return edit;
  }

  private static ObjectNode section(String json) {
    return Json.read(json.getBytes(StandardCharsets.UTF_8), ObjectNode.class);
  }

  private static ObjectNode kept(JsonNode section) {
    return section("{\"id\": \"%s\"}".formatted(section.get("id").textValue()));
  }

  @Test
  void outline_edited_isWhatIsWritten() {
    String id = outlined();
    JsonNode outline = bul.caller().get(path(id)).json();
    JsonNode planned = outline.get("sections");
    List<ObjectNode> wanted = new ArrayList<>();
    wanted.add(kept(planned.get(1)));
    wanted.add(kept(planned.get(0)).put("title", "Lo esencial en una página"));
    wanted.add(
        section(
            """
            {"title": "Impacto en el barrio", "purpose": "qué gana el barrio con la cafetería"}
            """));
    for (int i = 3; i < planned.size(); i++) {
      wanted.add(kept(planned.get(i)));
    }

    HttpCaller.Answer settled =
        bul.caller().post(path(id), edit(wanted.toArray(JsonNode[]::new)).toString());
    JsonNode job = bul.finished(id);
    String markdown = bul.caller().get(job.at("/files/0/href").textValue()).text();
    List<String> headings =
        Pattern.compile("(?m)^# (.+)$").matcher(markdown).results().map(m -> m.group(1)).toList();

    assertThat(outline.get("open").booleanValue()).isTrue();
    assertThat(planned).allMatch(one -> !one.get("purpose").textValue().isEmpty());
    assertThat(settled.status()).as(settled.text()).isEqualTo(202);
    assertThat(job.get("status").textValue()).isEqualTo("done");
    assertThat(headings.subList(0, 3))
        .containsExactly(
            planned.at("/1/title").textValue(),
            "Lo esencial en una página",
            "Impacto en el barrio");
    assertThat(headings).hasSize(planned.size()).doesNotContain(planned.at("/2/title").textValue());
    assertThat(markdown).contains("Qué gana el barrio con la cafetería.");
    assertThat(job.get("findings"))
        .anyMatch(finding -> finding.get("code").textValue().equals("outline-only"));
    assertThat(bul.caller().get(path(id)).json().get("open").booleanValue()).isFalse();
    assertThat(bul.caller().post(path(id), edit(wanted.get(0)).toString()).status()).isEqualTo(409);
  }

  @Test
  void outline_badEdits_sayWhatToChangeAndLoseNothing() {
    String id = outlined();
    JsonNode planned = bul.caller().get(path(id)).json().get("sections");
    ObjectNode first = kept(planned.get(0));

    assertThat(refused(id, edit(section("{\"id\": \"anexo-x\"}"))))
        .contains("sections[0].id")
        .contains(planned.at("/0/id").textValue());
    assertThat(refused(id, edit(section("{\"title\": \"Sin propósito\"}")))).contains("purpose");
    assertThat(refused(id, edit(first, first))).contains("named twice");
    assertThat(refused(id, edit(first.deepCopy().put("title", "# <script>")))).contains("title");
    assertThat(refused(id, edit(first.deepCopy().put("words", 9)))).contains("words");
    assertThat(refused(id, edit())).contains("sections");
    assertThat(refused(id, edit(first))).contains("assumptions");
    assertThat(stranger.caller().get(path(id)).status()).isEqualTo(404);
    assertThat(stranger.caller().post(path(id), edit(first).toString()).status()).isEqualTo(404);
    assertThat(
            bul.caller()
                .post(BulClient.DOCUMENTS + "/" + id + "/answer", "{\"choice\": 1}")
                .status())
        .isEqualTo(409);
    assertThat(bul.job(id).get("status").textValue()).isEqualTo("outline");
    assertThat(bul.caller().delete(BulClient.DOCUMENTS + "/" + id).status()).isEqualTo(200);
    assertThat(bul.job(id).get("status").textValue()).isEqualTo("cancelled");
  }

  private static String refused(String id, ObjectNode edit) {
    HttpCaller.Answer answer = bul.caller().post(path(id), edit.toString());
    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    return answer.text();
  }
}
