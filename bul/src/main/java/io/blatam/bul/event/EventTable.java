package io.blatam.bul.event;

import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Events in their order, and those that wait for a place in it. */
public final class EventTable {

  private static final String COLUMNS =
      "position, event_id, tenant, job_id, bulk_id, type, happened_at, payload";

  /** What has to be written together with an event's place in the order. */
  @FunctionalInterface
  public interface Subscribers {
    void on(Connection connection, List<TenantEvent> events) throws SQLException;
  }

  private final Database database;

  public EventTable(Database database) {
    this.database = database;
  }

  /**
   * Gives the oldest waiting events their places, and {@code subscribers} what is theirs, all in
   * one transaction. The lock on the waiting rows keeps a second relay out, should the cluster have
   * two for a moment; so whoever reads by position never sees a lower one appear later.
   */
  CompletionStage<List<TenantEvent>> place(int atMost, Subscribers subscribers) {
    return database.transaction(
        connection -> {
          List<Long> waiting =
              Sql.query(
                  connection,
                  row -> row.getLong(1),
                  "select seq from bul_outbox order by seq limit ? for update",
                  atMost);
          List<TenantEvent> placed = new ArrayList<>();
          for (long seq : waiting) {
            if (Sql.update(
                    connection,
                    "insert into bul_event (event_id, tenant, job_id, bulk_id, type, happened_at,"
                        + " payload) select event_id, tenant, job_id, bulk_id, type, happened_at,"
                        + " payload from bul_outbox where seq = ? on conflict do nothing",
                    seq)
                == 1) {
              placed.addAll(
                  Sql.query(
                      connection,
                      EventTable::read,
                      "select "
                          + COLUMNS
                          + " from bul_event where event_id ="
                          + " (select event_id from bul_outbox where seq = ?)",
                      seq));
            }
            Sql.update(connection, "delete from bul_outbox where seq = ?", seq);
          }
          subscribers.on(connection, placed);
          return placed;
        });
  }

  /**
   * A tenant's events after a position, in order.
   *
   * @param job only those about this job
   * @param bulk only those about this bulk and its jobs
   */
  CompletionStage<List<TenantEvent>> after(
      String tenant, long position, Optional<String> job, Optional<String> bulk, int atMost) {
    return database.call(
        connection -> {
          List<Object> parameters = new ArrayList<>(List.of(tenant, position));
          StringBuilder where = new StringBuilder();
          job.ifPresent(
              id -> {
                where.append(" and job_id = ?");
                parameters.add(id);
              });
          bulk.ifPresent(
              id -> {
                where.append(" and bulk_id = ?");
                parameters.add(id);
              });
          parameters.add(atMost);
          return Sql.query(
              connection,
              EventTable::read,
              "select "
                  + COLUMNS
                  + " from bul_event where tenant = ? and position > ?"
                  + where
                  + " order by position limit ?",
              parameters.toArray());
        });
  }

  /** The position of the tenant's latest event; 0 if there is none. */
  CompletionStage<Long> latest(String tenant) {
    return database.call(
        connection ->
            Sql.first(
                    connection,
                    row -> row.getLong(1),
                    "select coalesce(max(position), 0) from bul_event where tenant = ?",
                    tenant)
                .orElse(0L));
  }

  CompletionStage<Integer> forget(Instant before) {
    return database.call(
        connection ->
            Sql.update(connection, "delete from bul_event where happened_at < ?", before));
  }

  private static TenantEvent read(ResultSet row) throws SQLException {
    return new TenantEvent(
        row.getLong("position"),
        row.getString("event_id"),
        row.getString("tenant"),
        Sql.optionalText(row, "job_id"),
        Sql.optionalText(row, "bulk_id"),
        EventType.of(row.getString("type")).orElseThrow(),
        Sql.instant(row, "happened_at"),
        row.getString("payload"));
  }
}
