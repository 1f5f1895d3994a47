package io.blatam.bul.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.event.Outbox;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import io.blatam.platform.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The way of a bulk's rows into the queue, to the bulk's end. */
final class RowsOnTheirWay {

  private final Database database;

  RowsOnTheirWay(Database database) {
    this.database = database;
  }

  /** A row on its way into the queue. */
  record Admitting(int number, DocumentRequest request) {}

  /** Bulks with rows that have not come to their end, as far as is known; oldest first. */
  CompletionStage<List<Bulk>> open(int atMost) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                BulkTable::read,
                BulkTable.SELECT + "where finished_at is null order by created_at, id limit ?",
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
          int present =
              BulkTable.counts(connection, bulk.id()).getOrDefault(BulkRow.State.ACCEPTED, 0);
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

  /** Jobs of a bulk that have not come to their end. */
  CompletionStage<List<String>> unfinished(String id) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                row -> row.getString(1),
                "select r.job_id"
                    + BulkTable.ROWS
                    + " and r.state = 'accepted'"
                    + " and j.status not in ('done', 'failed', 'cancelled')",
                id));
  }

  /** Ends a bulk whose rows have all ended, and says so. */
  CompletionStage<Boolean> finish(Bulk bulk, Instant now) {
    return database.transaction(
        connection -> {
          Map<BulkRow.State, Integer> counts = BulkTable.counts(connection, bulk.id());
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
}
