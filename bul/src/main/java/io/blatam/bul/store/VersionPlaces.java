package io.blatam.bul.store;

import io.blatam.bul.production.Revision;
import io.blatam.bul.store.DocumentTable.Finished;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/**
 * The places of versions in a document's history. A revision takes its place when it is asked for,
 * one at a time for a document, and gets its number when its files are there; so numbers have no
 * gaps, and of two that started from the same version one becomes the next. Thread-safe.
 */
public final class VersionPlaces {

  private final Database database;

  public VersionPlaces(Database database) {
    this.database = database;
  }

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
                + VersionTable.LIVE,
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
    int latest = VersionTable.latest(connection, ask.tenant(), revision.document()).version();
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
          int latest = VersionTable.latest(connection, ask.tenant(), revision.document()).version();
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
          List<String> jobs = VersionTable.jobs(connection, tenant, document);
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
