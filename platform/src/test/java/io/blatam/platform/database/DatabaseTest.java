package io.blatam.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.StartupException;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource
  void transaction_committed_isSeenByTheNextCall(Engine engine) {
    try (Database database = engine.open(directory)) {
      Await.result(database.transaction(connection -> insert(connection, "a", 1)));

      assertThat(Await.result(database.call(DatabaseTest::count))).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void transaction_failing_leavesNothing(Engine engine) {
    try (Database database = engine.open(directory)) {
      var failed =
          database.transaction(
              connection -> {
                insert(connection, "a", 1);
                throw new IllegalStateException("halfway");
              });

      assertThatThrownBy(() -> Await.result(failed)).hasMessage("halfway");
      assertThat(Await.result(database.call(DatabaseTest::count))).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void call_secondRowOfOneKey_isADuplicateKey(Engine engine) {
    try (Database database = engine.open(directory)) {
      Await.result(database.call(connection -> insert(connection, "a", 1)));

      assertThatThrownBy(() -> Await.result(database.call(c -> insert(c, "a", 1))))
          .isInstanceOf(DuplicateKeyException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void call_wrongStatement_isNotMistakenForADeadDatabase(Engine engine) {
    try (Database database = engine.open(directory)) {
      assertThatThrownBy(
              () ->
                  Await.result(
                      database.call(
                          c -> c.createStatement().execute("select nothing from nowhere"))))
          .isInstanceOf(DatabaseException.class)
          .isNotInstanceOf(DatabaseUnavailableException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void transaction_manyOnOneRow_loseNoUpdate(Engine engine) {
    try (Database database = engine.open(directory)) {
      Await.result(database.call(connection -> insert(connection, "a", 0)));

      CompletableFuture.allOf(
              IntStream.range(0, 200)
                  .mapToObj(
                      n ->
                          database.transaction(
                              c ->
                                  c.createStatement()
                                      .executeUpdate(
                                          "update artifact_chunk set position = position + 1")))
                  .map(stage -> stage.toCompletableFuture())
                  .toArray(CompletableFuture[]::new))
          .join();

      assertThat(Await.result(database.call(DatabaseTest::firstPosition))).isEqualTo(200);
    }
  }

  @Test
  void call_moreWaitingThanAllowed_isRefusedAtOnce() {
    DatabaseSettings roomy = Engine.H2.settings(directory);
    DatabaseSettings tight =
        new DatabaseSettings(roomy.url(), "blatam", "", 2, 1, 1, Duration.ofSeconds(5), 0);
    CountDownLatch release = new CountDownLatch(1);
    try (Database database = Database.open(tight)) {
      var running = database.call(connection -> await(release));
      var alsoRunning = database.call(connection -> await(release));
      var waiting = database.call(connection -> await(release));
      var refused = database.call(connection -> await(release));

      assertThatThrownBy(() -> Await.result(refused))
          .isInstanceOf(DatabaseUnavailableException.class);
      release.countDown();
      assertThat(Await.result(running)).isTrue();
      assertThat(Await.result(alsoRunning)).isTrue();
      assertThat(Await.result(waiting)).isTrue();
    }
  }

  @Test
  void open_nobodyListening_saysSoInOneLineWithinSeconds() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String url = "jdbc:postgresql://localhost:" + port + "/blatam?password=hush";
    Instant start = Instant.now();

    assertThatThrownBy(
            () ->
                Database.open(
                    new DatabaseSettings(url, "blatam", "x", 2, 2, 10, Duration.ofSeconds(2), 0)))
        .isInstanceOf(StartupException.class)
        .hasMessageStartingWith(
            "The database jdbc:postgresql://localhost:" + port + "/blatam can not be reached (")
        .hasMessageContaining("blatam.database.url")
        .hasMessageNotContainingAny("\n", "hush");
    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  void open_fileInUse_saysThatBlatamMayBeRunning() throws IOException {
    Path file = Files.createFile(directory.resolve("blatam.mv.db"));
    try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
        var lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> Engine.H2.open(directory))
          .isInstanceOf(StartupException.class)
          .hasMessageContaining("already running")
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void call_serverDiesAndComesBack_failsThenRecoversByItself() throws IOException {
    Path data = directory.resolve("postgres");
    EmbeddedPostgres first =
        EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).start();
    int port = first.getPort();
    DatabaseSettings settings =
        new DatabaseSettings(
            first.getJdbcUrl("postgres", "postgres"),
            "postgres",
            "",
            4,
            2,
            100,
            Duration.ofSeconds(1),
            0);
    try (Database database = Database.open(settings)) {
      Await.result(database.call(connection -> insert(connection, "a", 1)));
      first.close();

      assertThatThrownBy(() -> Await.result(database.call(DatabaseTest::count)))
          .isInstanceOf(DatabaseUnavailableException.class);

      try (EmbeddedPostgres second =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .start()) {
        assertThat(second.getPort()).isEqualTo(port);
        assertThat(countOnceItAnswers(database)).isEqualTo(1);
      }
    }
  }

  /** Each refused call has itself waited for a connection, so this loop is no busy one. */
  private static int countOnceItAnswers(Database database) {
    Instant patience = Instant.now().plusSeconds(30);
    while (true) {
      try {
        return Await.result(database.call(DatabaseTest::count));
      } catch (DatabaseUnavailableException notYet) {
        assertThat(Instant.now()).isBefore(patience);
      }
    }
  }

  @Test
  void settings_emptyUrl_isAFileInTheDataDirectory() {
    Config config =
        ConfigFactory.parseString("blatam.data-dir = \"" + directory + "\"")
            .withFallback(ConfigFactory.parseResources("persistence.conf"))
            .resolve();

    DatabaseSettings settings = DatabaseSettings.of(config);

    assertThat(settings.embedded()).isTrue();
    assertThat(settings.url()).startsWith("jdbc:h2:file:" + directory + "/blatam;");
    assertThat(settings.url()).doesNotContain("AUTO_SERVER");
  }

  static int insert(Connection connection, String blob, int position) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "insert into artifact_chunk (blob_id, position, bytes) values (?, ?, ?)")) {
      insert.setString(1, blob);
      insert.setInt(2, position);
      insert.setBytes(3, new byte[] {1});
      return insert.executeUpdate();
    }
  }

  static int count(Connection connection) throws SQLException {
    return number(connection, "select count(*) from artifact_chunk");
  }

  private static int firstPosition(Connection connection) throws SQLException {
    return number(connection, "select min(position) from artifact_chunk");
  }

  private static int number(Connection connection, String query) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(query)) {
      row.next();
      return row.getInt(1);
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
