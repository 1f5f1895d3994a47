package io.blatam.agents.store;

import io.blatam.agents.workflow.RunRequest;
import io.blatam.agents.workflow.RunStatus;
import io.blatam.agents.workflow.RunView;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import io.blatam.platform.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
    return Sql.first(
        connection,
        row -> new Admission(row.getString("id"), false, row.getString("request_sha256")),
        "select id, request_sha256 from agents_workflow_run"
            + " where tenant = ? and idempotency_key = ?",
        tenant,
        key);
  }

  private static int unfinished(Connection connection, String tenant) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getInt(1),
            "select count(*) from agents_workflow_run where tenant = ? and " + UNFINISHED,
            tenant)
        .orElseThrow();
  }

  private static void insert(
      Connection connection, RunRequest request, Optional<String> key, String requestSha256)
      throws SQLException {
    Sql.update(
        connection,
        "insert into agents_workflow_run (id, tenant, workflow, idempotency_key, request_sha256,"
            + " request, status, title, created_at, updated_at)"
            + " values (?, ?, 'document', ?, ?, ?, ?, '', ?, ?)",
        request.id(),
        request.tenant(),
        key,
        requestSha256,
        new String(Json.write(request), StandardCharsets.UTF_8),
        RunStatus.ACCEPTED.id(),
        request.acceptedAt(),
        request.acceptedAt());
  }

  /** Follows a run. Older news never overwrites newer, and nothing overwrites an end. */
  public CompletionStage<Integer> follow(RunView run) {
    return database.call(
        connection ->
            Sql.update(
                connection,
                "update agents_workflow_run set status = ?, title = ?, updated_at = ?"
                    + " where id = ? and updated_at <= ? and "
                    + UNFINISHED,
                run.status().id(),
                title(run),
                run.updatedAt(),
                run.id(),
                run.updatedAt()));
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
    List<Object> parameters = new ArrayList<>(List.of(tenant, below.orElse(Long.MAX_VALUE)));
    status.ifPresent(only -> parameters.add(only.id()));
    // One more than asked for says whether there is a page after this one.
    parameters.add(limit + 1);
    return database.call(
        connection ->
            page(
                Sql.query(
                    connection,
                    row -> new Placed(summary(row), row.getLong("position")),
                    "select id, workflow, status, title, created_at, updated_at, position"
                        + " from agents_workflow_run where tenant = ? and position < ?"
                        + (status.isPresent() ? " and status = ?" : "")
                        + " order by position desc limit ?",
                    parameters.toArray()),
                limit));
  }

  private record Placed(Summary run, long position) {}

  private static Runs page(List<Placed> found, int limit) {
    List<Summary> runs = found.stream().limit(limit).map(Placed::run).toList();
    return new Runs(
        runs,
        found.size() > limit
            ? OptionalLong.of(found.get(limit - 1).position())
            : OptionalLong.empty());
  }

  private static Summary summary(ResultSet row) throws SQLException {
    return new Summary(
        row.getString("id"),
        row.getString("workflow"),
        row.getString("status"),
        row.getString("title"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"));
  }

  /** Runs that have not ended, as far as the list knows; the oldest first. */
  public CompletionStage<List<RunRequest>> unfinished(int limit) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                row ->
                    Json.read(
                        row.getString("request").getBytes(StandardCharsets.UTF_8),
                        RunRequest.class),
                "select request from agents_workflow_run where "
                    + UNFINISHED
                    + " order by position limit ?",
                limit));
  }
}
