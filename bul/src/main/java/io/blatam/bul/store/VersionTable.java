package io.blatam.bul.store;

import io.blatam.bul.api.JobStatus;
import io.blatam.bul.revision.Version;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The versions of documents, as they are looked at. Thread-safe. */
public final class VersionTable {

  /** That a job has, or may yet, come to a good end. */
  static final String LIVE = "j.status not in ('cancelled', 'failed')";

  private static final String COLUMNS =
      "r.job_id, r.version, r.base, r.restores, r.asked, r.summary, j.subject, j.created_at,"
          + " j.finished_at, j.title, j.language, j.formats, j.status";

  private final Database database;

  public VersionTable(Database database) {
    this.database = database;
  }

  /** The job of a version. */
  public record Made(int version, String jobId) {}

  /** The latest version of a document, which is its own job while there is no other. */
  public CompletionStage<Made> latest(String tenant, String document) {
    return database.call(connection -> latest(connection, tenant, document));
  }

  static Made latest(Connection connection, String tenant, String document) throws SQLException {
    return Sql.first(
            connection,
            row -> new Made(row.getInt(1), row.getString(2)),
            "select r.version, r.job_id from bul_revision r join bul_job j on j.id = r.job_id"
                + " where r.tenant = ? and r.document_id = ? and r.version is not null and "
                + LIVE
                + " order by r.version desc limit 1",
            tenant,
            document)
        .orElse(new Made(1, document));
  }

  /** The job that made a version, or the latest one where none is named. */
  public CompletionStage<Optional<String>> job(
      String tenant, String document, Optional<Integer> version) {
    return version.isPresent()
        ? find(tenant, document, version.get()).thenApply(made -> made.map(Made::jobId))
        : latest(tenant, document).thenApply(made -> Optional.of(made.jobId()));
  }

  /** The job of a version; empty where there is no such version. */
  public CompletionStage<Optional<Made>> find(String tenant, String document, int version) {
    if (version == 1) {
      return CompletableFuture.completedStage(Optional.of(new Made(1, document)));
    }
    return database.call(
        connection ->
            Sql.first(
                connection,
                row -> new Made(version, row.getString(1)),
                "select r.job_id from bul_revision r join bul_job j on j.id = r.job_id"
                    + " where r.tenant = ? and r.document_id = ? and r.version = ? and "
                    + LIVE,
                tenant,
                document,
                version));
  }

  /** The document's own job, and those that made or were to make a version of it. */
  public CompletionStage<List<String>> jobs(String tenant, String document) {
    return database.call(connection -> jobs(connection, tenant, document));
  }

  static List<String> jobs(Connection connection, String tenant, String document)
      throws SQLException {
    return Sql.query(
        connection,
        row -> row.getString(1),
        "select j.id from bul_job j left join bul_revision r on r.job_id = j.id"
            + " where (j.id = ? or r.document_id = ?) and j.tenant = ? order by j.created_at",
        document,
        document,
        tenant);
  }

  /** Of which document a job makes a version; empty for a document's own job. */
  public CompletionStage<Optional<String>> documentOf(String tenant, String job) {
    return database.call(
        connection ->
            Sql.first(
                connection,
                row -> row.getString(1),
                "select document_id from bul_revision where tenant = ? and job_id = ?",
                tenant,
                job));
  }

  /** All versions of a document, oldest first, and the revision that is being made last. */
  public CompletionStage<List<Version>> list(String tenant, String document) {
    return database.call(
        connection -> {
          List<Version> versions =
              new ArrayList<>(
                  Sql.query(
                      connection,
                      VersionTable::first,
                      "select id, subject, created_at, finished_at, title, language, formats, status"
                          + " from bul_job where tenant = ? and id = ?",
                      tenant,
                      document));
          versions.addAll(
              Sql.query(
                  connection,
                  VersionTable::version,
                  "select "
                      + COLUMNS
                      + " from bul_revision r join bul_job j on j.id = r.job_id"
                      + " where r.tenant = ? and r.document_id = ? and "
                      + LIVE
                      + " order by coalesce(r.version, r.base + 1)",
                  tenant,
                  document));
          return versions;
        });
  }

  private static Version first(ResultSet row) throws SQLException {
    return new Version(
        Optional.of(1),
        row.getString("id"),
        Optional.empty(),
        Optional.empty(),
        "",
        "",
        row.getString("subject"),
        Sql.instant(row, "created_at"),
        Sql.optionalInstant(row, "finished_at"),
        row.getString("title"),
        row.getString("language"),
        List.of(row.getString("formats").split(",")),
        JobStatus.of(row.getString("status")));
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        optionalNumber(row, "version"),
        row.getString("job_id"),
        optionalNumber(row, "base"),
        optionalNumber(row, "restores"),
        row.getString("asked"),
        row.getString("summary"),
        row.getString("subject"),
        Sql.instant(row, "created_at"),
        Sql.optionalInstant(row, "finished_at"),
        row.getString("title"),
        row.getString("language"),
        List.of(row.getString("formats").split(",")),
        JobStatus.of(row.getString("status")));
  }

  private static Optional<Integer> optionalNumber(ResultSet row, String column)
      throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? Optional.empty() : Optional.of(number);
  }
}
