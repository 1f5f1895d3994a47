package io.blatam.agents.store;

import io.blatam.agents.workflow.RunRequest;
import io.blatam.agents.workflow.RunStatus;
import io.blatam.agents.workflow.RunView;
import io.blatam.platform.database.Database;
import io.blatam.platform.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** The table {@code agents_workflow_run}: what was accepted, and the list of a tenant's runs. */
public final class RunTable {

  private static final String UNFINISHED = "status not in ('done', 'failed', 'cancelled')";
  private static final int MAX_TITLE = 300;

  private final Database database;

  public RunTable(Database database) {
    this.database = database;
  }

  /** A run in a list. */
  public record Summary(
      String id,
      String workflow,
      String status,
      String title,
      Instant createdAt,
      Instant updatedAt) {}

  /**
   * @param next the position that the page after this one begins below
   */
  public record Runs(List<Summary> runs, OptionalLong next) {}

  /**
   * @param id of the run that the key belongs to
   * @param created whether this call made it
   * @param requestSha256 of the request that it was made with
   */
  public record Admission(String id, boolean created, String requestSha256) {}

  /**
   * Accepts a run, unless its tenant has used the key before. Durable when the stage completes.
   *
   * @param unfinishedAtMost how many runs of a tenant may be unfinished
   * @return empty if the tenant has that many already
   */
  public CompletionStage<Optional<Admission>> accept(
      RunRequest request,
      Optional<String> idempotencyKey,
      String requestSha256,
      int unfinishedAtMost) {
    return database.transaction(
        connection -> {
          Optional<Admission> earlier =
              idempotencyKey.isEmpty()
                  ? Optional.empty()
                  : byKey(connection, request.tenant(), idempotencyKey.get());
          if (earlier.isPresent()) {
            return earlier;
          }
          if (unfinished(connection, request.tenant()) >= unfinishedAtMost) {
            return Optional.empty();
          }
          insert(connection, request, idempotencyKey, requestSha256);
          return Optional.of(new Admission(request.id(), true, requestSha256));
        });
  }

  private static Optional<Admission> byKey(Connection connection, String tenant, String key)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, request_sha256 from agents_workflow_run"
                + " where tenant = ? and idempotency_key = ?")) {
      select.setString(1, tenant);
      select.setString(2, key);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Admission(row.getString(1), false, row.getString(2)))
            : Optional.empty();
      }
    }
  }

  private static int unfinished(Connection connection, String tenant) throws SQLException {
    try (PreparedStatement count =
        connection.prepareStatement(
            "select count(*) from agents_workflow_run where tenant = ? and " + UNFINISHED)) {
      count.setString(1, tenant);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static void insert(
      Connection connection, RunRequest request, Optional<String> key, String requestSha256)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into agents_workflow_run (id, tenant, workflow, idempotency_key, request_sha256,"
                + " request, status, title, created_at, updated_at)"
                + " values (?, ?, 'document', ?, ?, ?, ?, '', ?, ?)")) {
      insert.setString(1, request.id());
      insert.setString(2, request.tenant());
      insert.setString(3, key.orElse(null));
      insert.setString(4, requestSha256);
      insert.setString(5, new String(Json.write(request), StandardCharsets.UTF_8));
      insert.setString(6, RunStatus.ACCEPTED.id());
      OffsetDateTime at = request.acceptedAt().atOffset(ZoneOffset.UTC);
      insert.setObject(7, at);
      insert.setObject(8, at);
      insert.executeUpdate();
    }
  }

  /** Follows a run. Older news never overwrites newer, and nothing overwrites an end. */
  public CompletionStage<Integer> follow(RunView run) {
    return database.call(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update agents_workflow_run set status = ?, title = ?, updated_at = ?"
                      + " where id = ? and updated_at <= ? and "
                      + UNFINISHED)) {
            OffsetDateTime at = run.updatedAt().atOffset(ZoneOffset.UTC);
            update.setString(1, run.status().id());
            update.setString(2, title(run));
            update.setObject(3, at);
            update.setString(4, run.id());
            update.setObject(5, at);
            return update.executeUpdate();
          }
        });
  }

  private static String title(RunView run) {
    String title =
        run.document()
            .map(document -> document.title())
            .or(() -> run.brief().flatMap(brief -> brief.title()))
            .orElse("");
    return title.substring(0, Math.min(MAX_TITLE, title.length()));
  }

  /**
   * A tenant's runs, newest first.
   *
   * @param below the position that the page begins below; from the newest if empty
   */
  public CompletionStage<Runs> list(
      String tenant, Optional<RunStatus> status, OptionalLong below, int limit) {
    return database.call(
        connection -> {
          String sql =
              "select id, workflow, status, title, created_at, updated_at, position"
                  + " from agents_workflow_run where tenant = ? and position < ?"
                  + (status.isPresent() ? " and status = ?" : "")
                  + " order by position desc limit ?";
          try (PreparedStatement select = connection.prepareStatement(sql)) {
            int parameter = 1;
            select.setString(parameter++, tenant);
            select.setLong(parameter++, below.orElse(Long.MAX_VALUE));
            if (status.isPresent()) {
              select.setString(parameter++, status.get().id());
            }
            // One more than asked for says whether there is a page after this one.
            select.setInt(parameter, limit + 1);
            return page(select, limit);
          }
        });
  }

  private static Runs page(PreparedStatement select, int limit) throws SQLException {
    List<Summary> runs = new ArrayList<>();
    long last = 0;
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        if (runs.size() == limit) {
          return new Runs(runs, OptionalLong.of(last));
        }
        runs.add(
            new Summary(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getObject(6, OffsetDateTime.class).toInstant()));
        last = row.getLong(7);
      }
    }
    return new Runs(runs, OptionalLong.empty());
  }

  /** Runs that have not ended, as far as the list knows; the oldest first. */
  public CompletionStage<List<RunRequest>> unfinished(int limit) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select request from agents_workflow_run where "
                      + UNFINISHED
                      + " order by position limit ?")) {
            select.setInt(1, limit);
            List<RunRequest> requests = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                byte[] request = row.getString(1).getBytes(StandardCharsets.UTF_8);
                requests.add(Json.read(request, RunRequest.class));
              }
            }
            return requests;
          }
        });
  }
}
