package io.blatam.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.doWhile;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.Set;

/**
 * The main job: ask for a document, follow it to its end, fetch the PDF.
 *
 * <p>Settings: {@code BLATAM_URL} and {@code BLATAM_TOKEN} from the launcher; {@code -Dusers} (20)
 * arrive within {@code -Dseconds} (30). Every third brief is unlike the others, so that cached and
 * fresh documents are mixed as they are in an office.
 */
public final class DocumentSimulation extends Simulation {

  private static final int USERS = Integer.getInteger("users", 20);
  private static final int SECONDS = Integer.getInteger("seconds", 30);
  private static final Set<String> ENDS = Set.of("done", "failed", "cancelled");
  private static final String DOCUMENTS = "/api/v1/bul/documents";

  private final HttpProtocolBuilder gateway =
      http.baseUrl(System.getenv().getOrDefault("BLATAM_URL", "http://127.0.0.1:8000"))
          .authorizationHeader("Bearer " + System.getenv("BLATAM_TOKEN"))
          .acceptHeader("application/json");

  private final ChainBuilder ask =
      exec(
          http("ask")
              .post(DOCUMENTS)
              .header("Content-Type", "application/json")
              .body(StringBody(DocumentSimulation::brief))
              .check(status().is(202), jsonPath("$.id").saveAs("job")));

  private final ChainBuilder follow =
      doWhile(session -> !ENDS.contains(session.getString("state")))
          .on(
              exec(http("follow")
                      .get(DOCUMENTS + "/#{job}")
                      .check(status().is(200), jsonPath("$.status").saveAs("state")))
                  .pause(Duration.ofMillis(250)));

  private final ChainBuilder fetch =
      exec(
          http("fetch the PDF")
              .get(DOCUMENTS + "/#{job}/files/pdf")
              .check(status().is(200), substring("%PDF").exists()));

  private final ScenarioBuilder office =
      scenario("office")
          .exec(session -> session.set("state", "accepted"))
          .exec(ask)
          .exitHereIfFailed()
          .exec(follow)
          .exec(fetch);

  public DocumentSimulation() {
    setUp(office.injectOpen(rampUsers(USERS).during(SECONDS)))
        .protocols(gateway)
        .maxDuration(Duration.ofSeconds(SECONDS + 120L))
        .assertions(
            global().failedRequests().count().is(0L),
            details("ask").responseTime().percentile(95).lt(1000),
            details("fetch the PDF").responseTime().percentile(95).lt(1000));
  }

  private static String brief(Session session) {
    String name = session.userId() % 3 == 0 ? "Panadería " + session.userId() : "Panadería Central";
    return """
        {"document_type": "business-plan", "language": "es", "formats": ["pdf"],
         "company": {"name": "%s", "sector": "panadería", "city": "Lima", "country": "PE"},
         "text": "Plan de negocio para una panadería en Lima, inversión de 120000 PEN"}"""
        .formatted(name);
  }
}
