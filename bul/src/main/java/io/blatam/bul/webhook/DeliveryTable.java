package io.blatam.bul.webhook;

import io.blatam.bul.event.EventType;
import io.blatam.bul.event.TenantEvent;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** What has to be told to whom, and what became of it. */
final class DeliveryTable {

  private static final String SELECT =
      "select id, webhook_id, event_id, job_id, type, position, payload, state, attempts,"
          + " created_at, next_at, give_up_at, last_at, elapsed_ms, response_status,"
          + " response_snippet, error from bul_webhook_delivery d ";

  private static final String INSERT =
      "insert into bul_webhook_delivery (id, webhook_id, event_id, job_id, type, position, payload,"
          + " state, attempts, created_at, next_at, give_up_at)"
          + " values (?, ?, ?, ?, ?, ?, ?, 'pending', 0, ?, ?, ?)";

  private final Database database;

  DeliveryTable(Database database) {
    this.database = database;
  }

  /** One delivery for each event and webhook that wants it, in the transaction that places them. */
  static void fanOut(
      Connection connection, List<TenantEvent> events, Instant now, Duration giveUpAfter)
      throws SQLException {
    Map<String, List<Webhook>> webhooks = new HashMap<>();
    List<Object[]> rows = new ArrayList<>();
    for (TenantEvent event : events) {
      if (!webhooks.containsKey(event.tenant())) {
        webhooks.put(event.tenant(), WebhookTable.of(connection, event.tenant()));
      }
      for (Webhook webhook : webhooks.get(event.tenant())) {
        if (webhook.wants(event.type())) {
          rows.add(
              row(
                  webhook.id(),
                  event.id(),
                  event.jobId(),
                  event.type(),
                  event.position(),
                  event.payload(),
                  now,
                  giveUpAfter));
        }
      }
    }
    Sql.batch(connection, INSERT, rows);
  }

  /** A single one, for a webhook that is tried out; gives its id. */
  CompletionStage<String> add(
      String webhookId,
      String eventId,
      EventType type,
      String payload,
      Instant now,
      Duration giveUpAfter) {
    return database.transaction(
        connection -> {
          long latest =
              Sql.first(
                      connection,
                      row -> row.getLong(1),
                      "select coalesce(max(position), 0) from bul_webhook_delivery"
                          + " where webhook_id = ?",
                      webhookId)
                  .orElse(0L);
          Object[] row =
              row(webhookId, eventId, Optional.empty(), type, latest, payload, now, giveUpAfter);
          Sql.update(connection, INSERT, row);
          return (String) row[0];
        });
  }

  private static Object[] row(
      String webhookId,
      String eventId,
      Optional<String> jobId,
      EventType type,
      long position,
      String payload,
      Instant now,
      Duration giveUpAfter) {
    return new Object[] {
      UUID.randomUUID().toString(),
      webhookId,
      eventId,
      jobId,
      type.id(),
      position,
      payload,
      now,
      now,
      now.plus(giveUpAfter)
    };
  }

  /** Webhooks that are switched on and have something due. */
  CompletionStage<List<String>> due(Instant now) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                row -> row.getString(1),
                "select distinct d.webhook_id from bul_webhook_delivery d"
                    + " join bul_webhook w on w.id = d.webhook_id"
                    + " where d.state = 'pending' and d.next_at <= ? and w.enabled = true",
                now));
  }

  /** What is due to a webhook and does not have to wait for an earlier event of the same job. */
  CompletionStage<List<Delivery>> due(String webhookId, Instant now, int atMost) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                DeliveryTable::read,
                SELECT
                    + "where webhook_id = ? and state = 'pending' and next_at <= ?"
                    + " and not exists (select 1 from bul_webhook_delivery e"
                    + " where e.webhook_id = d.webhook_id and e.job_id = d.job_id"
                    + " and e.state = 'pending' and e.position < d.position)"
                    + " order by next_at, position limit ?",
                webhookId,
                now,
                atMost));
  }

  CompletionStage<Integer> record(Delivery after) {
    Delivery.Attempt last = after.last().orElseThrow();
    return database.call(
        connection ->
            Sql.update(
                connection,
                "update bul_webhook_delivery set state = ?, attempts = ?, next_at = ?, last_at = ?,"
                    + " elapsed_ms = ?, response_status = ?, response_snippet = ?, error = ?"
                    + " where id = ?",
                after.state().id(),
                after.attempts(),
                after.nextAt(),
                last.at(),
                last.elapsedMs(),
                last.status(),
                last.snippet(),
                last.error().map(text -> text.substring(0, Math.min(600, text.length()))),
                after.id()));
  }

  /** What nobody received in time is dead; gives how many are now. */
  CompletionStage<Integer> bury(Instant now) {
    return database.call(
        connection ->
            Sql.update(
                connection,
                "update bul_webhook_delivery set state = 'dead',"
                    + " error = coalesce(error, 'the webhook was switched off all the time')"
                    + " where state = 'pending' and give_up_at <= ?",
                now));
  }

  /** Pending again, for as long as a new one. False if the webhook has no such delivery. */
  CompletionStage<Boolean> again(String webhookId, String id, Instant now, Duration giveUpAfter) {
    return database.call(
        connection ->
            Sql.update(
                    connection,
                    "update bul_webhook_delivery set state = 'pending', next_at = ?, give_up_at = ?"
                        + " where webhook_id = ? and id = ?",
                    now,
                    now.plus(giveUpAfter),
                    webhookId,
                    id)
                == 1);
  }

  CompletionStage<Optional<Delivery>> find(String webhookId, String id) {
    return database.call(
        connection ->
            Sql.first(
                connection,
                DeliveryTable::read,
                SELECT + "where webhook_id = ? and id = ?",
                webhookId,
                id));
  }

  /**
   * Latest events first.
   *
   * @param before the last one of the page before
   */
  CompletionStage<List<Delivery>> list(
      String webhookId,
      Optional<Delivery.State> state,
      Optional<DeliveryCursor> before,
      int limit) {
    List<Object> parameters = new ArrayList<>(List.of(webhookId));
    StringBuilder where = new StringBuilder("where webhook_id = ?");
    state.ifPresent(
        only -> {
          where.append(" and state = ?");
          parameters.add(only.id());
        });
    before.ifPresent(
        cursor -> {
          where.append(" and (position < ? or (position = ? and id < ?))");
          parameters.addAll(List.of(cursor.position(), cursor.position(), cursor.id()));
        });
    parameters.add(limit);
    return database.call(
        connection ->
            Sql.query(
                connection,
                DeliveryTable::read,
                SELECT + where + " order by position desc, id desc limit ?",
                parameters.toArray()));
  }

  CompletionStage<Integer> forget(Instant before) {
    return database.call(
        connection ->
            Sql.update(
                connection,
                "delete from bul_webhook_delivery where created_at < ? and state <> 'pending'",
                before));
  }

  private static Delivery read(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("id"),
        row.getString("webhook_id"),
        row.getString("event_id"),
        Sql.optionalText(row, "job_id"),
        EventType.of(row.getString("type")).orElseThrow(),
        row.getLong("position"),
        row.getString("payload"),
        Delivery.State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
        row.getInt("attempts"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "next_at"),
        Sql.instant(row, "give_up_at"),
        attempt(row));
  }

  private static Optional<Delivery.Attempt> attempt(ResultSet row) throws SQLException {
    Optional<Instant> at = Sql.optionalInstant(row, "last_at");
    if (at.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Delivery.Attempt(
            at.get(),
            row.getLong("elapsed_ms"),
            Optional.ofNullable(row.getObject("response_status", Integer.class)),
            Sql.optionalText(row, "response_snippet"),
            Sql.optionalText(row, "error")));
  }
}
