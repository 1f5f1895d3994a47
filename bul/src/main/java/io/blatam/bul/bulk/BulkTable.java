package io.blatam.bul.bulk;

import io.blatam.bul.api.JobStatus;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import io.blatam.platform.identity.Principal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Bulks and their rows. What becomes of an accepted row is read from its job. */
final class BulkTable {

  static final String SELECT =
      "select id, tenant, subject, scopes, format, row_count, request_sha256, cancelled_by,"
          + " created_at, finished_at from bul_bulk ";

  /** A row as its owner sees it. */
  private static final String SHOWN =
      "case when r.state = 'admitting' then 'waiting'"
          + " when r.state = 'accepted' and j.status in ('done', 'failed', 'cancelled')"
          + " then j.status else r.state end";

  static final String ROWS =
      " from bul_bulk_row r left join bul_job j on j.id = r.job_id where r.bulk_id = ?";

  private final Database database;

  BulkTable(Database database) {
    this.database = database;
  }

  /** What came of making a bulk. */
  record Made(Bulk bulk, String requestSha256, boolean repeated) {}

  /** All of it or nothing; a key that was used gives the bulk from then. */
  CompletionStage<Made> insert(
      Bulk bulk, List<ParsedRow> rows, Optional<String> key, String requestSha256) {
    return database.transaction(
        connection -> {
          int inserted =
              Sql.update(
                  connection,
                  "insert into bul_bulk (id, tenant, subject, scopes, format, row_count,"
                      + " idempotency_key, request_sha256, created_at)"
                      + " values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                  bulk.id(),
                  bulk.owner().tenant(),
                  bulk.owner().subject(),
                  String.join(" ", bulk.owner().scopes().stream().sorted().toList()),
                  bulk.format().id(),
                  bulk.rows(),
                  key,
                  requestSha256,
                  bulk.createdAt());
          if (inserted == 0) {
            return Sql.first(
                    connection,
                    row -> new Made(read(row), row.getString("request_sha256"), true),
                    SELECT + "where tenant = ? and idempotency_key = ?",
                    bulk.owner().tenant(),
                    key)
                .orElseThrow();
          }
          Sql.batch(
              connection,
              "insert into bul_bulk_row (bulk_id, row_no, state, request, document_type, reason)"
                  + " values (?, ?, ?, ?, ?, ?)",
              rows.stream().map(row -> values(bulk.id(), row)).toList());
          return new Made(bulk, requestSha256, false);
        });
  }

  private static Object[] values(String bulk, ParsedRow row) {
    if (row instanceof ParsedRow.Valid valid) {
      return new Object[] {
        bulk, valid.row(), "waiting", valid.request().json(), Optional.empty(), Optional.empty()
      };
    }
    String reason = ((ParsedRow.Invalid) row).reason();
    return new Object[] {
      bulk,
      row.row(),
      "rejected",
      Optional.empty(),
      Optional.empty(),
      reason.substring(0, Math.min(1000, reason.length()))
    };
  }

  CompletionStage<Optional<Bulk>> find(String tenant, String id) {
    return database.call(
        connection ->
            Sql.first(
                connection, BulkTable::read, SELECT + "where tenant = ? and id = ?", tenant, id));
  }

  /** Newest first. */
  CompletionStage<List<Bulk>> list(
      String tenant, Optional<Instant> before, Optional<String> beforeId, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(tenant));
    StringBuilder where = new StringBuilder("where tenant = ?");
    before.ifPresent(
        at -> {
          where.append(" and (created_at < ? or (created_at = ? and id < ?))");
          parameters.addAll(List.of(at, at, beforeId.orElse("")));
        });
    parameters.add(limit);
    return database.call(
        connection ->
            Sql.query(
                connection,
                BulkTable::read,
                SELECT + where + " order by created_at desc, id desc limit ?",
                parameters.toArray()));
  }

  CompletionStage<Map<BulkRow.State, Integer>> counts(String id) {
    return database.call(connection -> counts(connection, id));
  }

  static Map<BulkRow.State, Integer> counts(Connection connection, String id) throws SQLException {
    Map<BulkRow.State, Integer> counts = new EnumMap<>(BulkRow.State.class);
    Sql.query(
            connection,
            row -> Map.entry(state(row.getString(1)), row.getInt(2)),
            "select shown, count(*) from (select "
                + SHOWN
                + " as shown"
                + ROWS
                + ") x"
                + " group by shown",
            id)
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  /** Rows after {@code after}, in order. */
  CompletionStage<List<BulkRow>> rows(
      String id, Optional<BulkRow.State> state, int after, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(id, after));
    state.ifPresent(only -> parameters.add(only.id()));
    parameters.add(limit);
    return database.call(
        connection ->
            Sql.query(
                connection,
                BulkTable::row,
                "select * from (select r.row_no, "
                    + SHOWN
                    + " as shown, r.job_id, j.status,"
                    + " coalesce(j.document_type, r.document_type) as document_type, j.title,"
                    + " coalesce(r.reason, j.reason) as reason"
                    + ROWS
                    + " and r.row_no > ?) x"
                    + (state.isPresent() ? " where shown = ?" : "")
                    + " order by row_no limit ?",
                parameters.toArray()));
  }

  /** Waiting rows are cancelled at once. False for another tenant's bulk, or one that has ended. */
  CompletionStage<Boolean> cancel(String tenant, String id, String subject) {
    return database.transaction(
        connection -> {
          int open =
              Sql.update(
                  connection,
                  "update bul_bulk set cancelled_by = coalesce(cancelled_by, ?)"
                      + " where tenant = ? and id = ? and finished_at is null",
                  subject,
                  tenant,
                  id);
          if (open == 1) {
            Sql.update(
                connection,
                "update bul_bulk_row set state = 'cancelled' where bulk_id = ?"
                    + " and state = 'waiting'",
                id);
          }
          return open == 1;
        });
  }

  static Bulk read(ResultSet row) throws SQLException {
    return new Bulk(
        row.getString("id"),
        new Principal(
            row.getString("subject"),
            row.getString("tenant"),
            Set.of(row.getString("scopes").split(" "))),
        BulkFormat.valueOf(row.getString("format").toUpperCase(java.util.Locale.ROOT)),
        row.getInt("row_count"),
        Sql.optionalText(row, "cancelled_by"),
        Sql.instant(row, "created_at"),
        Sql.optionalInstant(row, "finished_at"));
  }

  private static BulkRow row(ResultSet row) throws SQLException {
    return new BulkRow(
        row.getInt("row_no"),
        state(row.getString("shown")),
        Sql.optionalText(row, "job_id"),
        Sql.optionalText(row, "status").map(JobStatus::of),
        Sql.optionalText(row, "document_type"),
        Sql.optionalText(row, "title"),
        Sql.optionalText(row, "reason"));
  }

  private static BulkRow.State state(String id) {
    return BulkRow.State.valueOf(id.toUpperCase(java.util.Locale.ROOT));
  }
}
