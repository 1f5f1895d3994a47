package io.blatam.bul.store;

import io.blatam.bul.api.JobFilter;
import io.blatam.bul.api.JobPage;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobSummary;
import io.blatam.bul.api.JobView;
import io.blatam.bul.event.Outbox;
import io.blatam.platform.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Jobs as they were accepted and as lists see them. */
public final class JobTable {

  private static final String ASK_COLUMNS =
      "id, tenant, subject, request, priority, formats, created_at, document_type, language, title";
  private static final String UNFINISHED = "status not in ('done', 'failed', 'cancelled')";

  private final Database database;

  public JobTable(Database database) {
    this.database = database;
  }

  /** What came of trying to accept a job. */
  public sealed interface Admission {
    /** It is durable now. */
    record Accepted() implements Admission {}

    /** The key was used before: for this job, with a request of this hash. */
    record KeyUsed(Ask ask, String requestSha256) implements Admission {}

    /** Too many of the tenant's jobs wait, or too many altogether. */
    record Full(boolean ofTenant) implements Admission {}
  }

  /** Makes a job durable, unless its key was used or too many wait. */
  public CompletionStage<Admission> admit(
      Ask ask,
      Optional<String> idempotencyKey,
      String requestSha256,
      int waiting,
      int waitingPerTenant) {
    return database.transaction(
        connection -> {
          Optional<Admission> used = usedKey(connection, ask.tenant(), idempotencyKey);
          if (used.isPresent()) {
            return used.get();
          }
          if (count(connection, " and tenant = ?", ask.tenant()) >= waitingPerTenant) {
            return new Admission.Full(true);
          }
          if (count(connection, "") >= waiting) {
            return new Admission.Full(false);
          }
          if (insert(connection, ask, idempotencyKey, requestSha256) == 1) {
            Outbox.submitted(connection, ask, idempotencyKey);
            return new Admission.Accepted();
          }
          // An equal request was admitted since we looked.
          return usedKey(connection, ask.tenant(), idempotencyKey).orElseThrow();
        });
  }

  /** Empty for another tenant's job. */
  public CompletionStage<Optional<Ask>> find(String tenant, String jobId) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select " + ASK_COLUMNS + " from bul_job where tenant = ? and id = ?")) {
            select.setString(1, tenant);
            select.setString(2, jobId);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(ask(row)) : Optional.empty();
            }
          }
        });
  }

  /** Jobs that, as far as this table knows, have not ended; oldest first. */
  public CompletionStage<List<Ask>> unfinished(int atMost) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + ASK_COLUMNS
                      + " from bul_job where "
                      + UNFINISHED
                      + " order by created_at limit ?")) {
            select.setInt(1, atMost);
            try (ResultSet rows = select.executeQuery()) {
              List<Ask> asks = new ArrayList<>();
              while (rows.next()) {
                asks.add(ask(rows));
              }
              return asks;
            }
          }
        });
  }

  /**
   * Follows the journal. What is older than what is known is ignored, so order and repetition do
   * not matter.
   */
  public CompletionStage<Integer> follow(JobView job) {
    return database.transaction(
        connection -> {
          Outbox.changes(connection, job);
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update bul_job set status = ?, title = ?, finished_at = ?, revision = ?"
                      + " where id = ? and revision < ?")) {
            update.setString(1, job.status().id());
            update.setString(2, cut(job.title()));
            update.setObject(
                3, job.finishedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
            update.setLong(4, job.revision());
            update.setString(5, job.id());
            update.setLong(6, job.revision());
            return update.executeUpdate();
          }
        });
  }

  /**
   * Newest first. Fails with an {@link IllegalArgumentException} for a cursor that no page gave.
   */
  public CompletionStage<JobPage> page(
      String tenant, JobFilter filter, Optional<String> cursor, int limit) {
    Optional<ListCursor> from = cursor.map(ListCursor::read);
    List<Object> parameters = new ArrayList<>(List.of(tenant));
    StringBuilder where = new StringBuilder(" where tenant = ?");
    and(where, parameters, "status = ?", filter.status().map(JobStatus::id));
    and(where, parameters, "document_type = ?", filter.documentType());
    and(where, parameters, "language = ?", filter.language());
    from.ifPresent(
        at -> {
          where.append(" and (created_at < ? or (created_at = ? and id < ?))");
          parameters.addAll(List.of(at.createdAt(), at.createdAt(), at.id()));
        });
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id, status, document_type, language, title, priority, created_at, finished_at"
                      + " from bul_job"
                      + where
                      + " order by created_at desc, id desc limit "
                      + (limit + 1))) {
            for (int i = 0; i < parameters.size(); i++) {
              select.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet rows = select.executeQuery()) {
              return page(rows, limit);
            }
          }
        });
  }

  private static JobPage page(ResultSet rows, int limit) throws SQLException {
    List<JobSummary> jobs = new ArrayList<>();
    while (rows.next()) {
      if (jobs.size() == limit) {
        JobSummary last = jobs.get(limit - 1);
        return new JobPage(
            jobs,
            Optional.of(
                new ListCursor(last.createdAt().atOffset(ZoneOffset.UTC), last.id()).text()));
      }
      jobs.add(
          new JobSummary(
              rows.getString(1),
              JobStatus.of(rows.getString(2)),
              rows.getString(3),
              rows.getString(4),
              rows.getString(5),
              rows.getInt(6),
              rows.getObject(7, OffsetDateTime.class).toInstant(),
              Optional.ofNullable(rows.getObject(8, OffsetDateTime.class))
                  .map(OffsetDateTime::toInstant)));
    }
    return new JobPage(jobs, Optional.empty());
  }

  private static void and(
      StringBuilder where, List<Object> parameters, String condition, Optional<String> value) {
    value.ifPresent(
        given -> {
          where.append(" and ").append(condition);
          parameters.add(given);
        });
  }

  private static Optional<Admission> usedKey(
      Connection connection, String tenant, Optional<String> key) throws SQLException {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + ASK_COLUMNS
                + ", request_sha256 from bul_job where tenant = ? and idempotency_key = ?")) {
      select.setString(1, tenant);
      select.setString(2, key.get());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Admission.KeyUsed(ask(row), row.getString("request_sha256")))
            : Optional.empty();
      }
    }
  }

  private static int count(Connection connection, String condition, String... parameters)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) from bul_job where " + UNFINISHED + condition)) {
      for (int i = 0; i < parameters.length; i++) {
        select.setString(i + 1, parameters[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static int insert(
      Connection connection, Ask ask, Optional<String> key, String requestSha256)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into bul_job ("
                + ASK_COLUMNS
                + ", idempotency_key, request_sha256, status, revision)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'accepted', 0) on conflict do nothing")) {
      insert.setString(1, ask.jobId());
      insert.setString(2, ask.tenant());
      insert.setString(3, ask.subject());
      insert.setString(4, ask.request());
      insert.setInt(5, ask.priority());
      insert.setString(6, String.join(",", ask.formats()));
      insert.setObject(7, ask.at().atOffset(ZoneOffset.UTC));
      insert.setString(8, ask.documentType());
      insert.setString(9, ask.language());
      insert.setString(10, cut(ask.title()));
      insert.setString(11, key.orElse(null));
      insert.setString(12, requestSha256);
      return insert.executeUpdate();
    }
  }

  private static Ask ask(ResultSet row) throws SQLException {
    return new Ask(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("subject"),
        row.getString("request"),
        row.getInt("priority"),
        List.of(row.getString("formats").split(",")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getString("document_type"),
        row.getString("language"),
        row.getString("title"));
  }

  private static String cut(String title) {
    return title.length() <= 300 ? title : title.substring(0, 300);
  }
}
