package io.blatam.bul.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.event.Outbox;
import io.blatam.bul.store.Sql;
import io.blatam.platform.database.Database;
import io.blatam.platform.http.Json;
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

  private static final String SELECT =
      "select id, tenant, subject, scopes, format, row_count, request_sha256, cancelled_by,"
          + " created_at, finished_at from bul_bulk ";

  /** A row as its owner sees it. */
  private static final String SHOWN =
      "case when r.state = 'admitting' then 'waiting'"
          + " when r.state = 'accepted' and j.status in ('done', 'failed', 'cancelled')"
          + " then j.status else r.state end";

  private static final String ROWS =
      " from bul_bulk_row r left join bul_job j on j.id = r.job_id where r.bulk_id = ?";

  private final Database database;

  BulkTable(Database database) {
    this.database = database;
  }

  /** What came of making a bulk. */
  record Made(Bulk bulk, String requestSha256, boolean repeated) {}

  /** A row on its way into the queue. */
  record Admitting(int number, DocumentRequest request) {}

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

  private static Map<BulkRow.State, Integer> counts(Connection connection, String id)
      throws SQLException {
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

  /** Bulks with rows that have not come to their end, as far as is known; oldest first. */
  CompletionStage<List<Bulk>> open(int atMost) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                BulkTable::read,
                SELECT + "where finished_at is null order by created_at, id limit ?",
                atMost));
  }

  /**
   * Takes rows on their way: those that were on it when a process died, then waiting ones, as long
   * as no more than {@code inQueue} are in the queue. From here on a row is accepted whatever
   * happens, so cancelling leaves it alone until it is.
   */
  CompletionStage<List<Admitting>> take(Bulk bulk, int inQueue, int atMost) {
    return database.transaction(
        connection -> {
          int present = counts(connection, bulk.id()).getOrDefault(BulkRow.State.ACCEPTED, 0);
          int room = Math.min(atMost, inQueue - present);
          if (room > 0) {
            Sql.update(
                connection,
                "update bul_bulk_row set state = 'admitting' where bulk_id = ? and row_no in"
                    + " (select row_no from bul_bulk_row where bulk_id = ?"
                    + " and state in ('admitting', 'waiting') order by state, row_no limit ?)",
                bulk.id(),
                bulk.id(),
                room);
          }
          return Sql.query(
              connection,
              row -> new Admitting(row.getInt(1), DocumentRequest.parse(row.getString(2))),
              "select row_no, request from bul_bulk_row where bulk_id = ? and state = 'admitting'"
                  + " order by row_no",
              bulk.id());
        });
  }

  CompletionStage<Integer> accepted(String bulk, int row, String job) {
    return database.call(
        connection ->
            Sql.update(
                connection,
                "update bul_bulk_row set state = 'accepted', job_id = ? where bulk_id = ?"
                    + " and row_no = ?",
                job,
                bulk,
                row));
  }

  CompletionStage<Integer> rejected(String bulk, int row, String reason) {
    return database.call(
        connection ->
            Sql.update(
                connection,
                "update bul_bulk_row set state = 'rejected', reason = ? where bulk_id = ?"
                    + " and row_no = ?",
                reason.substring(0, Math.min(1000, reason.length())),
                bulk,
                row));
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

  /** Jobs of a bulk that have not come to their end. */
  CompletionStage<List<String>> unfinished(String id) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                row -> row.getString(1),
                "select r.job_id"
                    + ROWS
                    + " and r.state = 'accepted'"
                    + " and j.status not in ('done', 'failed', 'cancelled')",
                id));
  }

  /** Ends a bulk whose rows have all ended, and says so. */
  CompletionStage<Boolean> finish(Bulk bulk, Instant now) {
    return database.transaction(
        connection -> {
          Map<BulkRow.State, Integer> counts = counts(connection, bulk.id());
          if (counts.containsKey(BulkRow.State.WAITING)
              || counts.containsKey(BulkRow.State.ACCEPTED)
              || Sql.update(
                      connection,
                      "update bul_bulk set finished_at = ? where id = ? and finished_at is null",
                      now,
                      bulk.id())
                  == 0) {
            return false;
          }
          ObjectNode data = Json.mapper().createObjectNode();
          data.put("id", bulk.id()).put("rows", bulk.rows());
          ObjectNode each = data.putObject("counts");
          counts.forEach((state, count) -> each.put(state.id(), count));
          data.putObject("links").put("self", "/api/v1/bul/bulk/" + bulk.id());
          Outbox.bulkFinished(connection, bulk.owner().tenant(), bulk.id(), now, data);
          return true;
        });
  }

  private static Bulk read(ResultSet row) throws SQLException {
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
