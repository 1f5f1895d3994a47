package io.blatam.platform.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.ActorSystem;
import akka.actor.ExtendedActorSystem;
import akka.coordination.lease.LeaseSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.DatabaseSettings;
import io.blatam.platform.testkit.ScratchPostgres;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two owners, one row, a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseLeaseTest {

  private Config config;
  private ActorSystem system;
  private Database database;

  @BeforeAll
  void start() {
    config =
        Bootstrap.configuration(
            ConfigFactory.parseString(
                "blatam.database { url = \"%s\", user = postgres }\nakka.actor.provider = local"
                    .formatted(ScratchPostgres.newDatabase())));
    database = Database.open(DatabaseSettings.of(config));
    system = ActorSystem.create("lease", config);
  }

  @AfterAll
  void stop() {
    system.terminate();
    database.close();
  }

  private DatabaseLease lease(String name, String owner) {
    var settings =
        LeaseSettings.apply(
            config
                .getConfig("blatam-database-lease")
                .withFallback(config.getConfig("akka.coordination.lease")),
            name,
            owner);
    return new DatabaseLease(settings, (ExtendedActorSystem) system);
  }

  private static boolean answer(java.util.concurrent.CompletionStage<Boolean> asked)
      throws Exception {
    return asked.toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @Test
  void acquire_heldByTheOther_isRefused() throws Exception {
    DatabaseLease a = lease("held", "a");
    DatabaseLease b = lease("held", "b");
    assertThat(answer(a.acquire())).isTrue();
    assertThat(answer(b.acquire())).isFalse();
    assertThat(a.checkLease()).isTrue();
    assertThat(b.checkLease()).isFalse();
  }

  @Test
  void acquire_heldByItself_holdsAgain() throws Exception {
    DatabaseLease a = lease("again", "a");
    assertThat(answer(a.acquire())).isTrue();
    assertThat(answer(a.acquire())).isTrue();
  }

  @Test
  void acquire_bothAtOnce_oneHasIt() throws Exception {
    var a = lease("race", "a").acquire();
    var b = lease("race", "b").acquire();
    assertThat(answer(a)).isNotEqualTo(answer(b));
  }

  @Test
  void acquire_releasedByTheOther_isGiven() throws Exception {
    DatabaseLease a = lease("released", "a");
    answer(a.acquire());
    assertThat(answer(a.release())).isTrue();
    assertThat(a.checkLease()).isFalse();
    assertThat(answer(lease("released", "b").acquire())).isTrue();
  }

  @Test
  void release_ofWhatTheOtherHolds_leavesItThere() throws Exception {
    DatabaseLease a = lease("foreign", "a");
    DatabaseLease b = lease("foreign", "b");
    answer(a.acquire());
    answer(b.release());
    assertThat(answer(b.acquire())).isFalse();
  }

  @Test
  void acquire_expired_isGivenToTheOther() throws Exception {
    answer(lease("expired", "a").acquire());
    database
        .call(
            connection -> {
              try (var statement = connection.createStatement()) {
                return statement.executeUpdate(
                    "update cluster_lease set expires_at = current_timestamp - interval '1 second'"
                        + " where name = 'expired'");
              }
            })
        .toCompletableFuture()
        .get(10, TimeUnit.SECONDS);
    assertThat(answer(lease("expired", "b").acquire())).isTrue();
  }

  @Test
  void acquire_noDatabase_failsRatherThanAnswers() throws Exception {
    Config gone =
        ConfigFactory.parseString("blatam.database.url = \"jdbc:postgresql://127.0.0.1:1/none\"")
            .withFallback(config);
    ActorSystem lonely = ActorSystem.create("lonely", gone);
    try {
      var settings =
          LeaseSettings.apply(
              gone.getConfig("blatam-database-lease")
                  .withFallback(gone.getConfig("akka.coordination.lease")),
              "gone",
              "a");
      var lease = new DatabaseLease(settings, (ExtendedActorSystem) lonely);
      assertThatThrownBy(() -> answer(lease.acquire()))
          .hasRootCauseInstanceOf(java.net.ConnectException.class)
          .hasCauseInstanceOf(SQLException.class);
    } finally {
      lonely.terminate();
    }
  }
}
