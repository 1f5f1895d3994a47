package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Handling;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.QueueView;
import io.blatam.bul.brief.Brief;
import io.blatam.export.api.ExportFormat;
import io.blatam.inference.api.GenerationException;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.HttpCaller;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the queue does for its users, over HTTP, on either database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class QueueContract {

  private static final String QUEUE = "/api/v1/bul/queue";
  private static final String LETTERS = "/api/v1/bul/dead-letters";

  @TempDir static Path directory;
  private static SteeredQueue queue;

  /** Where the database is. */
  abstract String database();

  @BeforeAll
  void start() {
    queue =
        SteeredQueue.start(
            directory,
            database()
                + """
                blatam.bul.queue {
                  jobs = 1, tenant-share = 1, awaken = 300ms, heartbeat = 200ms, lease = 2s
                  retry { delay = 10ms, max-delay = 20ms, attempts = 1 }
                }
                """);
  }

  @AfterEach
  void tidy() {
    queue.tidy();
  }

  @AfterAll
  void stop() {
    queue.close();
  }

  private static SteeredProduction production() {
    return queue.production();
  }

  private static HttpCaller caller(String tenant, String... scopes) {
    return queue.caller(tenant, scopes);
  }

  private static String submit(String tenant, int priority) {
    return submit(tenant, priority, Optional.empty());
  }

  private static String submit(String tenant, int priority, Optional<Instant> deadline) {
    return queue.submit(
        queue.user(tenant),
        new DocumentRequest(
            Brief.ofText("Plan de negocio"),
            List.of(ExportFormat.PDF),
            priority,
            new Handling(deadline, false, false, Optional.empty())));
  }

  private static List<String> toTheEnd(String tenant, String job) {
    return queue.eventsOf(tenant, job);
  }

  private static JobView job(String tenant, String id) {
    return queue.job(tenant, id);
  }

  private static Optional<JobView> found(String tenant, String id) {
    return Await.result(queue.documents().find(queue.tenant(tenant), id));
  }

  private static QueueView look(String tenant) {
    return Await.result(queue.documents().queue().look(tenant));
  }

  private static String deadLetter(String tenant) {
    production()
        .fail(
            "plan",
            new GenerationException(GenerationException.Reason.REJECTED, "content refused"));
    String id = submit(tenant, 3);
    assertThat(toTheEnd(tenant, id)).endsWith("failed");
    SteeredQueue.until(() -> caller(tenant, "documents").get(LETTERS).text().contains(id));
    return id;
  }

  @Test
  void line_mixedPriorities_isServedByVirtualDeadline() {
    production().hold("plan");
    final String running = submit("acme", 3);
    SteeredQueue.until(() -> job("acme", running).status() == JobStatus.PLANNING);
    final String late = submit("acme", 5);
    final String normal = submit("acme", 3);
    final String urgent = submit("acme", 1);
    final String due = submit("acme", 4, Optional.of(Instant.now().plusSeconds(1)));

    JsonNode queue = caller("acme", "documents").get(QUEUE).json();
    List<Long> places = new ArrayList<>();
    for (String id : List.of(due, urgent, normal, late)) {
      places.add(job("acme", id).queue().orElseThrow().position());
    }
    production().release("plan");
    for (String id : List.of(running, due, urgent, normal, late)) {
      assertThat(toTheEnd("acme", id)).endsWith("done");
    }

    assertThat(queue.at("/waiting/1").asInt()).isEqualTo(1);
    assertThat(queue.at("/waiting/4").asInt()).isEqualTo(1);
    assertThat(queue.at("/depth").asInt()).isEqualTo(4);
    assertThat(queue.at("/running/0/id").asText()).isEqualTo(running);
    assertThat(queue.at("/oldest_wait_ms/5").asLong()).isPositive();
    assertThat(queue.at("/limits/workers").asInt()).isEqualTo(1);
    assertThat(places).containsExactly(1L, 2L, 3L, 4L);
    assertThat(
            List.of(due, urgent, normal, late).stream()
                .map(id -> job("acme", id).startedAt().orElseThrow()))
        .isSorted();
    assertThat(job("acme", late).queue()).isEmpty();
  }

  @Test
  void pause_ofATenant_holdsItsJobsOverARestartAndNobodyElses() {
    JsonNode paused = caller("acme", "documents", "admin").post(QUEUE + "/pause", "").json();
    final String held = submit("acme", 1);
    assertThat(toTheEnd("rival", submit("rival", 5))).endsWith("done");
    queue.restart();
    assertThat(toTheEnd("rival", submit("rival", 5))).endsWith("done");
    JobView waiting = job("acme", held);
    HttpCaller.Answer resumed = caller("acme", "admin").post(QUEUE + "/resume", "");

    assertThat(paused.get("paused").asBoolean()).isTrue();
    assertThat(paused.get("paused_by").asText()).isEqualTo("tester");
    assertThat(waiting.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(waiting.queue().orElseThrow().paused()).isTrue();
    assertThat(resumed.json().get("paused").asBoolean()).isFalse();
    assertThat(toTheEnd("acme", held)).endsWith("done");
  }

  @Test
  void pause_ofEverything_isTheOperatorsAndHoldsEverybody() {
    String everything = "?scope=everything";
    HttpCaller.Answer stranger = caller("acme", "admin").post(QUEUE + "/pause" + everything, "");
    HttpCaller.Answer user = caller("acme", "documents").post(QUEUE + "/pause", "");
    HttpCaller.Answer operator =
        queue.callerOf("default", "admin").post(QUEUE + "/pause" + everything, "");
    // The coordinator is told; a job asked for before it has heard may still run.
    SteeredQueue.until(() -> look("default").paused());
    final String held = submit("acme", 1);
    queue.restart();
    JsonNode seen = caller("acme", "documents").get(QUEUE).json();
    JobStatus status = job("acme", held).status();
    queue.callerOf("default", "admin").post(QUEUE + "/resume" + everything, "");

    assertThat(stranger.status()).isEqualTo(403);
    assertThat(user.status()).isEqualTo(403);
    assertThat(operator.status()).as(operator.text()).isEqualTo(200);
    assertThat(seen.get("everything_paused_by").asText()).isEqualTo("tester");
    assertThat(status).isEqualTo(JobStatus.QUEUED);
    assertThat(toTheEnd("acme", held)).endsWith("done");
  }

  @Test
  void deadLetter_replayed_goesOnToItsEnd() {
    String id = deadLetter("acme");
    JsonNode letter = caller("acme", "documents").get(LETTERS).json().at("/items/0");
    HttpCaller.Answer stranger =
        caller("rival", "documents").post(LETTERS + "/" + id + "/replay", "");
    HttpCaller.Answer replayed =
        caller("acme", "documents").post(LETTERS + "/" + id + "/replay", "");
    List<String> steps = toTheEnd("acme", id);
    HttpCaller.Answer again = caller("acme", "documents").post(LETTERS + "/" + id + "/replay", "");

    assertThat(letter.get("reason").asText()).contains("content refused");
    assertThat(letter.get("attempts").asInt()).isEqualTo(1);
    assertThat(stranger.status()).isEqualTo(404);
    assertThat(replayed.status()).as(replayed.text()).isEqualTo(202);
    assertThat(steps).contains("failed", "replayed").endsWith("done");
    assertThat(again.status()).isEqualTo(409);
    SteeredQueue.until(
        () -> caller("acme", "documents").get(LETTERS).json().get("items").isEmpty());
  }

  @Test
  void deadLetters_filtered_areReplayedAndPurgedAsMeant() {
    String first = deadLetter("acme");
    final String second = deadLetter("acme");
    HttpCaller ana = caller("acme", "documents");

    assertThat(ana.post(LETTERS + "/replay?reason=disk", "").json().get("replayed").asInt())
        .isZero();
    assertThat(ana.get(LETTERS + "?reason=REFUSED&limit=1").json().has("next")).isTrue();
    assertThat(ana.delete(LETTERS + "/" + first).status()).isEqualTo(204);
    assertThat(ana.delete(LETTERS + "/" + first).status()).isEqualTo(404);
    assertThat(found("acme", first)).isEmpty();
    assertThat(ana.post(LETTERS + "/replay?reason=refused", "").json().get("replayed").asInt())
        .isEqualTo(1);
    assertThat(toTheEnd("acme", second)).endsWith("done");
    assertThat(ana.get(LETTERS + "?failed_before=yesterday").status()).isEqualTo(400);
  }

  @Test
  void cancel_queuedJob_leavesTheLineAndIsNeverBegun() {
    production().hold("plan");
    final String running = submit("acme", 3);
    SteeredQueue.until(() -> job("acme", running).status() == JobStatus.PLANNING);
    String queued = submit("acme", 3);

    Await.result(queue.documents().cancel(queue.user("acme"), queued, ""));
    SteeredQueue.until(() -> look(queue.tenant("acme")).depth() == 0);
    production().release("plan");

    assertThat(toTheEnd("acme", running)).endsWith("done");
    assertThat(toTheEnd("acme", queued)).containsExactly("accepted", "cancelled");
  }
}
