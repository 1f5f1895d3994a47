package io.blatam.benchmarks.bul;

import com.typesafe.config.ConfigFactory;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.queue.QueuedDocuments;
import io.blatam.export.api.ExportFormat;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.Platform;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** A platform of its own with a queue whose stages take no time, in a scratch folder. */
final class QueuePlatform implements AutoCloseable {

  /** Where the journal and the tables are. */
  enum Store {
    H2(
        "H2, embedded",
        "statements",
        "select sum(execution_count) from information_schema.query_statistics"),
    POSTGRESQL(
        "PostgreSQL",
        "transactions",
        "select xact_commit from pg_stat_database where datname = current_database()");

    private final String words;

    /** What is counted of a database's work. */
    final String unit;

    private final String effort;

    Store(String words, String unit, String effort) {
      this.words = words;
      this.unit = unit;
      this.effort = effort;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /** Names its document, so that the router is not measured with the queue. */
  static final DocumentRequest REQUEST =
      new DocumentRequest(
          Brief.ofText("Acta de la reunión de ventas").as(DocumentType.of("meeting-report")),
          List.of(ExportFormat.MD),
          3);

  private static final int BATCH = 1_000;

  private final Store store;
  private final Path folder;
  private final Closeable server;
  private final Platform platform;
  private final QueuedDocuments documents;

  private QueuePlatform(Store store, Path folder, Closeable server, String database) {
    this.store = store;
    this.folder = folder;
    this.server = server;
    this.platform =
        Bootstrap.start(
            Bootstrap.configuration(
                ConfigFactory.parseString(
                    database
                        + """
                        blatam.data-dir = "%s"
                        blatam.cluster.port = 0
                        blatam.management.enabled = off
                        blatam.bul.queue {
                          jobs = 16, tenant-share = 1, waiting = 10000000, waiting-per-tenant = 10000000
                        }
                        akka.loglevel = WARNING
                        akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                        """
                            .formatted(folder))));
    this.documents = QueuedDocuments.start(platform, new InstantProduction());
  }

  /** Has the database count what it does. */
  private void countEffort() throws SQLException {
    if (store == Store.H2) {
      try (Connection connection = platform.database().dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("set query_statistics_max_entries 1000");
        statement.execute("set query_statistics true");
      }
    }
  }

  static QueuePlatform start(Store store) throws IOException, SQLException {
    QueuePlatform started = open(store);
    started.countEffort();
    return started;
  }

  private static QueuePlatform open(Store store) throws IOException {
    Path folder = Files.createTempDirectory("bench-bul");
    if (store == Store.H2) {
      return new QueuePlatform(store, folder, () -> {}, "");
    }
    // Its library's defaults are off: what is accepted would not be durable yet.
    EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("fsync", "on")
            .start();
    return new QueuePlatform(
        store,
        folder,
        server,
        "blatam.database { url = \"%s\", user = postgres }\n"
            .formatted(server.getJdbcUrl("postgres", "postgres")));
  }

  /** The first question finds a cluster that is still placing its shards. */
  void untilItAnswers() {
    for (int attempt = 1; ; attempt++) {
      try {
        documents.queue().look("warm-up").toCompletableFuture().join();
        return;
      } catch (CompletionException late) {
        if (attempt == 10) {
          throw late;
        }
      }
    }
  }

  Store store() {
    return store;
  }

  QueuedDocuments documents() {
    return documents;
  }

  /**
   * Rows as accepting makes them, {@code count} of them at once. The queue is not told, and finds
   * them when it looks.
   */
  void fill(String tenant, int count) throws SQLException {
    try (Connection connection = platform.database().dataSource().getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into bul_job (id, tenant, subject, request_sha256, request, priority,"
                    + " formats, document_type, language, title, status, revision, created_at,"
                    + " queue_key, area, provider) values (?, ?, 'ana', ?, ?, 3, 'md',"
                    + " 'meeting-report', 'es', 'Acta', 'queued', 0, ?, ?, 'operations',"
                    + " 'instant')")) {
      connection.setAutoCommit(false);
      Instant at = Instant.now().minusSeconds(3_600);
      for (int row = 0; row < count; row++) {
        insert.setString(1, UUID.randomUUID().toString());
        insert.setString(2, tenant);
        insert.setString(3, "a".repeat(64));
        insert.setString(4, REQUEST.json());
        insert.setObject(5, at.plusMillis(row).atOffset(ZoneOffset.UTC));
        insert.setLong(6, at.plusMillis(row).toEpochMilli());
        insert.addBatch();
        if (row % BATCH == BATCH - 1) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
      connection.commit();
    }
  }

  /** How many of a tenant's jobs are done. */
  long done(String tenant) throws SQLException {
    try (Connection connection = platform.database().dataSource().getConnection();
        PreparedStatement select =
            connection.prepareStatement(
                // The order has PostgreSQL count in an index, or that would be what is measured.
                "select count(*) from (select 1 from bul_job where status = 'done' and tenant = ?"
                    + " order by status, tenant, created_at) as done")) {
      select.setString(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** Transactions that the database has committed; of H2, statements that it has executed. */
  long effort() throws SQLException {
    try (Connection connection = platform.database().dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(store.effort)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws IOException {
    platform.system().terminate();
    platform.system().getWhenTerminated().toCompletableFuture().join();
    server.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
