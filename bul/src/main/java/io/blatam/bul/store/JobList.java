package io.blatam.bul.store;

import io.blatam.bul.api.JobFilter;
import io.blatam.bul.api.JobPage;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobSummary;
import io.blatam.platform.database.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A tenant's documents, as lists show them. Thread-safe. */
public final class JobList {

  private final Database database;

  public JobList(Database database) {
    this.database = database;
  }

  /**
   * Newest first. Fails with an {@link IllegalArgumentException} for a cursor that no page gave.
   */
  public CompletionStage<JobPage> page(
      String tenant, JobFilter filter, Optional<String> cursor, int limit) {
    Optional<ListCursor> from = cursor.map(ListCursor::read);
    List<Object> parameters = new ArrayList<>(List.of(tenant));
    // Versions of a document are found with it.
    StringBuilder where =
        new StringBuilder(
            " where tenant = ? and not exists"
                + " (select 1 from bul_revision where job_id = bul_job.id)");
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
                  "select id, status, document_type, language, title, priority, created_at,"
                      + " finished_at from bul_job"
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
}
