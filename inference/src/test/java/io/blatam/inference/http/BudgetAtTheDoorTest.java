package io.blatam.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.inference.openai.StubEndpoint;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class BudgetAtTheDoorTest {

  @TempDir private Path folder;

  @Test
  void chat_budgetUsedUp_isTurnedAwayAlsoAfterARestartAndTheCacheStillAnswers() {
    try (StubEndpoint endpoint = StubEndpoint.start()) {
      // Each answer costs 7 tokens at 1 each; 100 are expected before it is asked.
      try (ScratchPlatform scratch = start(endpoint, 115)) {
        HttpCaller acme = caller(scratch, "acme");
        for (int i = 0; i < 3; i++) {
          assertThat(acme.post("/v1/chat/completions", chat("pregunta " + i)).status())
              .isEqualTo(200);
        }
        assertTurnedAway(acme.post("/v1/chat/completions", chat("una más")));
        assertThat(acme.post("/v1/chat/completions", chat("pregunta 1")).header("x-blatam-cache"))
            .isEqualTo("hit");
      }
      try (ScratchPlatform scratch = start(endpoint, 115)) {
        assertTurnedAway(
            caller(scratch, "acme").post("/v1/chat/completions", chat("tras reiniciar")));
        Answer other =
            caller(scratch, "globex").post("/v1/chat/completions", chat("de otra empresa"));
        assertThat(other.status()).isEqualTo(200);
      }
    }
  }

  /** With the cost of a single answer lost there would be room for one more. */
  @Test
  void chat_everyAnswer_isCharged() {
    int answers = 60;
    try (StubEndpoint endpoint = StubEndpoint.start();
        ScratchPlatform scratch = start(endpoint, 7 * answers + 99)) {
      HttpCaller acme = caller(scratch, "acme");
      for (int i = 0; i < answers; i++) {
        assertThat(acme.post("/v1/chat/completions", chat("pregunta " + i)).status())
            .isEqualTo(200);
      }
      assertTurnedAway(acme.post("/v1/chat/completions", chat("una más")));
    }
  }

  private static void assertTurnedAway(Answer answer) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.text()).contains("your organisation's budget").contains("today");
    assertThat(Long.parseLong(answer.header("retry-after")))
        .isBetween(1L, Duration.ofDays(1).toSeconds());
  }

  private ScratchPlatform start(StubEndpoint endpoint, int budget) {
    return ScratchPlatform.start(
        folder,
        """
        blatam.inference.embedding.warm-up = off
        blatam.inference.openai {
          base-url = "%s", model = "stub", max-retries = 0
          price-per-million-out = 1000000
          budget.tenant-day = %d
        }
        """
            .formatted(endpoint.baseUrl(), budget));
  }

  private static HttpCaller caller(ScratchPlatform scratch, String tenant) {
    URI server = scratch.serve("inference", new InferenceService().start(scratch.platform()));
    return new HttpCaller(server, scratch.token(tenant, "inference"));
  }

  private static String chat(String question) {
    return "{\"max_tokens\":100,\"messages\":[{\"role\":\"user\",\"content\":\""
        + question
        + "\"}]}";
  }
}
