package io.blatam.agents;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import io.blatam.platform.identity.Scopes;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.ScratchPlatform;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service as it runs: BUL writes, the exporter renders. */
class AgentsServiceTest {

  private static final String WORKFLOWS = "/api/v1/agents/workflows";

  @TempDir static Path directory;
  private static ScratchPlatform scratch;
  private static HttpCaller caller;

  @BeforeAll
  static void start() {
    scratch = ScratchPlatform.start(directory);
    AgentsService service = new AgentsService();
    caller =
        new HttpCaller(
            scratch.serve(service.name(), service.start(scratch.platform())),
            scratch.token("acme", Scopes.DOCUMENTS, Scopes.ANALYSIS));
  }

  @AfterAll
  static void stop() {
    scratch.close();
  }

  @Test
  void workflow_briefToWordFile() {
    var accepted =
        caller.post(
            WORKFLOWS,
            """
            {"workflow": "document",
             "brief": {"text": "Plan de negocio para una cafetería en Bogotá, inversión 80 000 000 COP",
                       "language": "es"},
             "formats": ["docx", "md"]}
            """);
    assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
    String self = accepted.json().at("/links/self").asText();
    var run =
        TestProbe.create(scratch.platform().system())
            .awaitAssert(
                Duration.ofSeconds(90),
                Duration.ofMillis(200),
                () -> {
                  var answer = caller.get(self);
                  assertThat(answer.json().at("/status").asText())
                      .as(answer.text())
                      .isEqualTo("done");
                  return answer;
                });
    assertThat(run.json().at("/document/document_type").asText()).isEqualTo("business-plan");
    assertThat(run.json().at("/redundancy_check/words").asInt()).isGreaterThan(20);
    assertThat(caller.get(self + "/files/md").text()).contains("Bogotá");
    assertThat(caller.get(self + "/files/docx").text()).startsWith("PK");
  }

  @Test
  void workflow_briefThatCanNotBeWrittenFrom_isRefusedAtTheDoor() {
    var answer =
        caller.post(
            WORKFLOWS, "{\"workflow\": \"document\", \"brief\": {\"document_type\": \"poem\"}}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("brief.document_type");
  }

  @Test
  void workflow_formatsInTheBrief_areRefused() {
    var answer =
        caller.post(
            WORKFLOWS,
            "{\"workflow\": \"document\", \"brief\": {\"text\": \"plan\", \"formats\": [\"pdf\"]}}");
    assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("brief.formats");
  }
}
