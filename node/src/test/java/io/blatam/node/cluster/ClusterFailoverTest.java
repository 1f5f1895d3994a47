package io.blatam.node.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.platform.testkit.ScratchPostgres;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes over one PostgreSQL. Node A is the first to start and the one whose death a majority of
 * two would not survive.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ClusterFailoverTest {

  private static final String DOCUMENTS = "/api/v1/bul/documents";

  @TempDir static Path home;

  private final String databaseUrl = ScratchPostgres.newDatabase();
  private ClusterNode a;
  private ClusterNode b;
  private String token;

  @BeforeAll
  void start() {
    List<Ports> ports = Ports.free(2);
    List<String> seeds = ports.stream().map(of -> "127.0.0.1:" + of.of("cluster")).toList();
    a = new ClusterNode(home.resolve("a"), ports.get(0), seeds, databaseUrl).start().awaitReady();
    b = new ClusterNode(home.resolve("b"), ports.get(1), seeds, databaseUrl).start().awaitReady();
    token = a.token();
  }

  @AfterAll
  void stop() {
    a.close();
    b.close();
  }

  private static Map<String, Object> ask(String company) {
    return Map.of(
        "text",
        "Plan de negocio para " + company + " en Bogotá, inversión 80 000 000 COP",
        "language",
        "es",
        "formats",
        List.of("pdf"));
  }

  private List<String> submit(ClusterNode node, String company, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number ->
                node.api(token)
                    .post(DOCUMENTS, ask(company + " " + number))
                    .path("links")
                    .path("self")
                    .asText())
        .toList();
  }

  private void assertFinishedOnce(ClusterNode node, List<String> jobs) throws SQLException {
    for (String job : jobs) {
      assertThat(node.ended(token, job).path("status").asText()).as(job).isEqualTo("done");
      String id = job.substring(job.lastIndexOf('/') + 1);
      assertThat(finishes(id)).as("times that " + id + " finished").isEqualTo(1);
    }
  }

  private int finishes(String jobId) throws SQLException {
    try (var connection = DriverManager.getConnection(databaseUrl, "postgres", "");
        var select =
            connection.prepareStatement(
                "select count(*) from event_journal"
                    + " where persistence_id like ? and event_ser_manifest like '%$Finished'")) {
      select.setString(1, "%" + jobId + "%");
      try (var row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  @Test
  @Order(1)
  void token_ofOneNode_holdsAtTheOther() {
    assertThat(b.api(token).get("/api/v1/bul/areas").path("items")).isNotEmpty();
    assertThat(a.api(b.token()).get("/api/v1/bul/areas").path("items")).isNotEmpty();
  }

  @Test
  @Order(2)
  void document_writtenAtA_isAnsweredAtBFromTheCache() {
    String first = submit(a, "la panadería", 1).get(0);
    a.ended(token, first);
    JsonNode again = b.ended(token, submit(b, "la panadería", 1).get(0));
    JsonNode cache = again.path("cache");
    assertThat(cache.path("sections_total").asInt()).isPositive();
    assertThat(cache.path("sections_hit").asInt()).isEqualTo(cache.path("sections_total").asInt());
    assertThat(cache.path("files_hit").asInt()).isEqualTo(1);
  }

  @Test
  @Order(3)
  void stop_inTheMiddleOfJobs_handsThemOver() throws Exception {
    List<String> jobs = submit(b, "la librería", 4);
    b.stop();
    assertFinishedOnce(a, jobs);
    b.start().awaitReady();
  }

  @Test
  @Order(4)
  void kill_ofTheOldestInTheMiddleOfJobs_survivorFinishesEachOnce() throws Exception {
    List<String> jobs = new ArrayList<>(submit(a, "la cafetería", 6));
    a.kill();
    assertFinishedOnce(b, jobs);
    assertThat(b.isAlive()).isTrue();
  }

  @Test
  @Order(5)
  void start_afterItWasKilled_joinsAgain() throws Exception {
    a.start().awaitReady();
    List<String> jobs = submit(a, "la floristería", 2);
    assertFinishedOnce(b, jobs);
    assertThat(a.isAlive()).isTrue();
  }
}
