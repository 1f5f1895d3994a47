package io.blatam.bul.store;

import io.blatam.bul.api.JobStatus;
import io.blatam.bul.production.Revision;
import io.blatam.bul.revision.Version;
import io.blatam.bul.store.DocumentTable.Finished;
import io.blatam.platform.database.Database;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The versions of documents. A revision takes its place when it is asked for, one at a time for a
 * document, and gets its number when its files are there; so numbers have no gaps, and of two that
 * started from the same version one becomes the next.
 */
public final class VersionTable {

  private static final String LIVE = "j.status not in ('cancelled', 'failed')";

  private static final String COLUMNS =
      "r.job_id, r.version, r.base, r.restores, r.asked, r.summary, j.subject, j.created_at,"
          + " j.finished_at, j.title, j.language, j.formats, j.status";

  private final Database database;

  public VersionTable(Database database) {
    this.database = database;
  }

  /** The job of a version. */
  public record Made(int version, String jobId) {}

  /**
   * Reserves the place of a revision, in the transaction that accepts its job.
   *
   * @throws io.blatam.platform.http.ProblemException (409) naming the version to start from
   */
  public static void reserve(Connection connection, Ask ask, Revision revision)
      throws SQLException {
    lock(connection, ask.tenant(), revision.document());
    Sql.first(
            connection,
            row -> row.getString(1),
            "select r.job_id from bul_revision r join bul_job j on j.id = r.job_id"
                + " where r.document_id = ? and r.version is null and j.status <> 'done' and "
                + LIVE,
            revision.document())
        .ifPresent(
            other -> {
              throw Problem.conflict(
                      "Another change to version "
                          + revision.base()
                          + " is being made (job "
                          + other
                          + "); ask again when it is done, or cancel it.")
                  .retryAfter(2)
                  .asException();
            });
    int latest = latest(connection, ask.tenant(), revision.document()).version();
    if (latest != revision.base()) {
      throw outdated(revision.base(), latest);
    }
    Sql.update(
        connection,
        "insert into bul_revision (job_id, tenant, document_id, base, restores, asked, summary)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        ask.jobId(),
        ask.tenant(),
        revision.document(),
        revision.base(),
        revision.restores(),
        cut(revision.asked(), 2000),
        cut(revision.summary(), 1000));
  }

  public static RuntimeException outdated(int base, int latest) {
    return Problem.conflict(
            "The latest version of the document is "
                + latest
                + ", and the change was asked of version "
                + base
                + "; look at version "
                + latest
                + " and ask again with base_version "
                + latest
                + ".")
        .asException();
  }

  /**
   * Makes a revision's result the next version. Doing it again is no failure and no change. Fails
   * with an {@link IllegalArgumentException} where another one has become that.
   */
  public CompletionStage<Integer> shelve(Ask ask, Revision revision, Finished finished) {
    return database.transaction(
        connection -> {
          lock(connection, ask.tenant(), revision.document());
          boolean shelved =
              Sql.first(
                      connection,
                      row -> row.getInt(1),
                      "select version from bul_revision where job_id = ? and version is not null",
                      ask.jobId())
                  .isPresent();
          if (shelved) {
            return 0;
          }
          // A job that was cancelled at its very end gives its number back.
          Sql.update(
              connection,
              "update bul_revision set version = null where document_id = ? and job_id in"
                  + " (select id from bul_job where status in ('cancelled', 'failed'))",
              revision.document());
          int latest = latest(connection, ask.tenant(), revision.document()).version();
          if (latest != revision.base()) {
            throw new IllegalArgumentException(
                "version "
                    + latest
                    + " was made in the meantime, and this change was asked of version "
                    + revision.base());
          }
          Sql.update(
              connection,
              "update bul_document set title = ?, language = ?, markdown = ?, signature = ?"
                  + " where job_id = ? and tenant = ?",
              cut(finished.title(), 300),
              ask.language(),
              finished.markdown().sha256(),
              new String(Json.write(finished.signature()), StandardCharsets.UTF_8),
              revision.document(),
              ask.tenant());
          return Sql.update(
              connection,
              "update bul_revision set version = ? where job_id = ?",
              revision.version(),
              ask.jobId());
        });
  }

  /** The latest version of a document, which is its own job while there is no other. */
  public CompletionStage<Made> latest(String tenant, String document) {
    return database.call(connection -> latest(connection, tenant, document));
  }

  private static Made latest(Connection connection, String tenant, String document)
      throws SQLException {
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

  /**
   * Takes a document away with all jobs that made, or were to make, a version of it; gives how
   * many, 0 where there is no such document. Its idempotency keys are free again.
   *
   * @param persistenceId what the journal calls a job
   * @throws io.blatam.platform.http.ProblemException (409) where one of them has not ended
   */
  public CompletionStage<Integer> delete(
      String tenant, String document, UnaryOperator<String> persistenceId) {
    return database.transaction(
        connection -> {
          lock(connection, tenant, document);
          List<String> jobs = jobs(connection, tenant, document);
          Sql.first(
                  connection,
                  row -> row.getString(1),
                  "select j.id from bul_job j left join bul_revision r on r.job_id = j.id"
                      + " where (j.id = ? or r.document_id = ?) and j.tenant = ?"
                      + " and j.status not in ('done', 'failed', 'cancelled')",
                  document,
                  document,
                  tenant)
              .ifPresent(
                  open -> {
                    throw Problem.conflict(
                            "Job " + open + " of the document has not ended; cancel it first.")
                        .asException();
                  });
          for (String job : jobs) {
            Sql.update(
                connection,
                "delete from event_journal where persistence_id = ?",
                persistenceId.apply(job));
            Sql.update(connection, "delete from bul_job where id = ? and tenant = ?", job, tenant);
          }
          Sql.update(
              connection,
              "delete from bul_revision where document_id = ? and tenant = ?",
              document,
              tenant);
          Sql.update(
              connection,
              "delete from bul_document where job_id = ? and tenant = ?",
              document,
              tenant);
          return jobs.size();
        });
  }

  /** The document's own job, and those that made or were to make a version of it. */
  public CompletionStage<List<String>> jobs(String tenant, String document) {
    return database.call(connection -> jobs(connection, tenant, document));
  }

  private static List<String> jobs(Connection connection, String tenant, String document)
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

  /** One writer a document. */
  private static void lock(Connection connection, String tenant, String document)
      throws SQLException {
    if (Sql.query(
            connection,
            row -> row.getString(1),
            "select id from bul_job where tenant = ? and id = ? for update",
            tenant,
            document)
        .isEmpty()) {
      throw new IllegalArgumentException("the document has been deleted");
    }
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length - 1) + "…";
  }
}
