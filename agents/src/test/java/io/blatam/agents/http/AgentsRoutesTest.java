package io.blatam.agents.http;

import static akka.http.javadsl.server.Directives.concat;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import io.blatam.agents.steps.DocumentSteps;
import io.blatam.agents.workflow.ScriptedWriter;
import io.blatam.agents.workflow.WorkflowSettings;
import io.blatam.agents.workflow.Workflows;
import io.blatam.export.api.Exporter;
import io.blatam.platform.Platform;
import io.blatam.platform.identity.Scopes;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentsRoutesTest {

  private static final String WORKFLOWS = "/api/v1/agents/workflows";
  private static final String NLP = "/api/v1/agents/nlp/analyze";
  private static final String ASK =
      "{\"workflow\": \"document\", \"brief\": {\"text\": \"plan\"}, \"formats\": [\"txt\"]}";

  @TempDir static Path directory;
  private static ScratchPlatform scratch;
  private static URI server;
  private static HttpCaller caller;

  @BeforeAll
  static void start() {
    scratch = ScratchPlatform.start(directory);
    Platform platform = scratch.platform();
    Executor executor = platform.system().executionContext();
    ScriptedWriter writer = new ScriptedWriter(platform);
    DocumentSteps steps =
        new DocumentSteps(
            writer, platform.artifacts(), Exporter.create(), platform.system(), executor);
    Workflows workflows = Workflows.start(platform, steps, WorkflowSettings.of(platform.config()));
    server =
        scratch.serve(
            "agents",
            concat(
                new NlpRoutes(platform.identity(), executor).routes(),
                new WorkflowRoutes(
                        workflows, writer, platform.artifacts(), platform.identity(), executor)
                    .routes()));
    caller = new HttpCaller(server, scratch.token("acme", Scopes.DOCUMENTS, Scopes.ANALYSIS));
  }

  @AfterAll
  static void stop() {
    scratch.close();
  }

  @Test
  void workflow_fromAskToFile() {
    var accepted = caller.post(WORKFLOWS, ASK);
    assertThat(accepted.status()).isEqualTo(202);
    String self = accepted.json().at("/links/self").asText();
    assertThat(accepted.header("Location")).isEqualTo(self);

    var done = awaitDone(self);
    assertThat(done.json().at("/history/3/step").asText()).isEqualTo("export");
    assertThat(done.json().at("/history/3/attempts").asInt()).isEqualTo(1);
    assertThat(done.json().at("/export/files/0/format").asText()).isEqualTo("txt");
    var file = caller.get(self + "/files/txt");
    assertThat(file.header("Content-Type")).startsWith("text/plain");
    assertThat(file.text()).contains("80.000.000 COP");
    assertThat(caller.get(self + "/files/pdf").status()).isEqualTo(404);

    var listed = caller.get(WORKFLOWS + "?limit=1");
    assertThat(listed.json().at("/items/0/id").asText())
        .isEqualTo(accepted.json().at("/id").asText());
    assertThat(caller.post(self + "/cancel", "").problem()).isEqualTo("conflict");
  }

  @Test
  void workflow_sameIdempotencyKey_sameRun() {
    var first = ask("key-1", ASK);
    var second = ask("key-1", ASK);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.json().at("/id")).isEqualTo(first.json().at("/id"));
    assertThat(second.json().at("/repeated").asBoolean()).isTrue();
    assertThat(ask("key-1", ASK.replace("txt", "md")).problem()).isEqualTo("conflict");
  }

  @Test
  void workflow_ofAnotherTenant_isNotFound() {
    String self = caller.post(WORKFLOWS, ASK).json().at("/links/self").asText();
    HttpCaller other = new HttpCaller(server, scratch.token("other", Scopes.DOCUMENTS));
    assertThat(other.get(self).problem()).isEqualTo("not-found");
    assertThat(other.post(self + "/cancel", "").problem()).isEqualTo("not-found");
    assertThat(other.get(self + "/files/txt").problem()).isEqualTo("not-found");
    assertThat(other.get(WORKFLOWS).json().at("/items")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "00000000-0000-0000-0000-000000000000", "..%2F..", "A"})
  void workflow_unknownId_isNotFound(String id) {
    assertThat(caller.get(WORKFLOWS + "/" + id).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                                                | workflow",
        "{\"workflow\": \"document\"}                                      | brief",
        "{\"workflow\": \"deck\", \"brief\": {\"text\": \"a\"}}            | workflow",
        "{\"workflow\": \"document\", \"brief\": \"text\"}                 | brief",
        "{\"workflow\": \"document\", \"brief\": {}}                       | brief.text",
        "{\"workflow\": \"document\", \"brief\": {\"text\": \"a\"}, \"formats\": [\"exe\"]} | formats",
        "{\"workflow\": \"document\", \"brief\": {\"text\": \"a\"}, \"formats\": []}        | formats",
        "{\"workflow\": \"document\", \"brief\": {\"text\": \"a\"}, \"formats\": \"pdf\"}   | formats",
        "{\"workflow\": \"document\", \"brief\": {\"text\": \"a\"}, \"colour\": 1}          | colour"
      })
  void workflow_badField_isNamed(String body, String field) {
    var answer = caller.post(WORKFLOWS, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors"))
        .anySatisfy(error -> assertThat(error.path("field").asText()).isEqualTo(field));
  }

  @Test
  void workflow_badQueryOrKey_isNamed() {
    assertThat(caller.get(WORKFLOWS + "?status=lost").json().at("/errors/0/field").asText())
        .isEqualTo("status");
    assertThat(caller.get(WORKFLOWS + "?cursor=x").json().at("/errors/0/field").asText())
        .isEqualTo("cursor");
    assertThat(ask("k".repeat(256), ASK).json().at("/errors/0/field").asText())
        .isEqualTo("Idempotency-Key");
  }

  @Test
  void withoutToken_orScope() {
    HttpCaller anonymous = HttpCaller.anonymous(server);
    assertThat(anonymous.post(WORKFLOWS, ASK).status()).isEqualTo(401);
    assertThat(anonymous.post(NLP, "{\"text\": \"a\"}").status()).isEqualTo(401);
    HttpCaller analyst = new HttpCaller(server, scratch.token("acme", Scopes.ANALYSIS));
    assertThat(analyst.post(WORKFLOWS, ASK).status()).isEqualTo(403);
    assertThat(analyst.get(WORKFLOWS).status()).isEqualTo(403);
  }

  @Test
  void analyze_everything() {
    var answer =
        caller.post(
            NLP,
            """
            {"text": "La cafetería pagó 1.190.000 COP el 23/11/2026. El cliente quedó muy contento con \
            el servicio. Cuenta ES91 2100 0418 4502 0005 1332.", "summary_sentences": 1}
            """);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/language/language").asText()).isEqualTo("es");
    assertThat(answer.json().at("/entities/0/type").asText()).isEqualTo("amount");
    assertThat(answer.json().at("/entities/0/value").asText()).isEqualTo("1190000 COP");
    assertThat(answer.json().at("/entities/2/check").asText()).isEqualTo("passed");
    assertThat(answer.json().at("/summary/sentences/0/text").asText()).contains("1.190.000 COP");
    assertThat(answer.json().at("/keywords").isArray()).isTrue();
  }

  @Test
  void analyze_onlyWhatWasAskedFor() {
    var answer = caller.post(NLP, "{\"text\": \"hola a todos\", \"tasks\": [\"keywords\"]}");
    assertThat(answer.json().has("keywords")).isTrue();
    assertThat(answer.json().has("entities")).isFalse();
    assertThat(answer.json().has("summary")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                               | text",
        "{\"text\": \"\"}                                 | text",
        "{\"text\": \"a\", \"tasks\": [\"poem\"]}         | tasks[0]",
        "{\"text\": \"a\", \"tasks\": []}                 | tasks",
        "{\"text\": \"a\", \"language\": \"xx\"}          | language",
        "{\"text\": \"a\", \"summary_sentences\": 0}      | summary_sentences"
      })
  void analyze_badField_isNamed(String body, String field) {
    var answer = caller.post(NLP, body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
  }

  private static HttpCaller.Answer ask(String key, String body) {
    return caller.send(
        caller
            .request(WORKFLOWS)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body)));
  }

  private static HttpCaller.Answer awaitDone(String self) {
    return TestProbe.create(scratch.platform().system())
        .awaitAssert(
            Duration.ofSeconds(30),
            Duration.ofMillis(50),
            () -> {
              var answer = caller.get(self);
              assertThat(answer.json().at("/status").asText()).isEqualTo("done");
              return answer;
            });
  }
}
