package io.blatam.bul.webhook;

import io.blatam.bul.event.EventType;
import io.blatam.bul.store.TenantRows;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of webhooks. */
final class WebhookTable {

  private static final TenantRows<Webhook> ROWS =
      new TenantRows<>(
          "bul_webhook",
          "id, tenant, url, events, description, enabled, disabled_reason, generation, rotated_at,"
              + " created_by, created_at",
          WebhookTable::read);

  private final Database database;

  WebhookTable(Database database) {
    this.database = database;
  }

  /** False, and nothing done, if the tenant has {@code atMost} already. */
  CompletionStage<Boolean> insert(Webhook webhook, int atMost) {
    return database.transaction(
        connection -> {
          if (!ROWS.hasRoom(connection, webhook.tenant(), atMost)) {
            return false;
          }
          Sql.update(
              connection,
              "insert into bul_webhook (id, tenant, url, events, description, enabled,"
                  + " disabled_reason, generation, rotated_at, created_by, created_at)"
                  + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              webhook.id(),
              webhook.tenant(),
              webhook.url(),
              text(webhook.events()),
              webhook.description(),
              webhook.enabled(),
              webhook.disabledReason(),
              webhook.generation(),
              webhook.rotatedAt(),
              webhook.createdBy(),
              webhook.createdAt());
          return true;
        });
  }

  CompletionStage<List<Webhook>> list(String tenant) {
    return database.call(connection -> of(connection, tenant));
  }

  static List<Webhook> of(Connection connection, String tenant) throws SQLException {
    return ROWS.list(connection, tenant);
  }

  CompletionStage<Optional<Webhook>> find(String tenant, String id) {
    return database.call(connection -> ROWS.find(connection, tenant, id));
  }

  /** By its id alone: for the courier, who serves all tenants. */
  CompletionStage<Optional<Webhook>> find(String id) {
    return database.call(
        connection ->
            Sql.first(connection, WebhookTable::read, ROWS.select() + "where id = ?", id));
  }

  /** Changes what a person can change; empty for another tenant's. */
  CompletionStage<Optional<Webhook>> change(String tenant, String id, WebhookChange change) {
    return database.transaction(
        connection -> {
          Optional<Webhook> changed =
              ROWS.lock(connection, tenant, id).map(webhook -> webhook.with(change));
          if (changed.isPresent()) {
            Webhook now = changed.get();
            Sql.update(
                connection,
                "update bul_webhook set url = ?, events = ?, description = ?, enabled = ?,"
                    + " disabled_reason = ? where id = ?",
                now.url(),
                text(now.events()),
                now.description(),
                now.enabled(),
                now.disabledReason(),
                id);
          }
          return changed;
        });
  }

  /** The next generation's secret signs from now on. */
  CompletionStage<Optional<Webhook>> rotate(String tenant, String id, Instant now) {
    return database.transaction(
        connection -> {
          Sql.update(
              connection,
              "update bul_webhook set generation = generation + 1, rotated_at = ?"
                  + " where tenant = ? and id = ?",
              now,
              tenant,
              id);
          return ROWS.find(connection, tenant, id);
        });
  }

  CompletionStage<Integer> disable(String id, String reason) {
    return database.call(
        connection ->
            Sql.update(
                connection,
                "update bul_webhook set enabled = false, disabled_reason = ? where id = ?",
                reason,
                id));
  }

  /** Its deliveries go with it. */
  CompletionStage<Boolean> delete(String tenant, String id) {
    return database.call(connection -> ROWS.delete(connection, tenant, id));
  }

  private static String text(Set<EventType> events) {
    return events.stream().map(EventType::id).sorted().collect(Collectors.joining(","));
  }

  private static Webhook read(ResultSet row) throws SQLException {
    return new Webhook(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("url"),
        Stream.of(row.getString("events").split(","))
            .flatMap(id -> EventType.of(id).stream())
            .collect(Collectors.toSet()),
        row.getString("description"),
        row.getBoolean("enabled"),
        Sql.optionalText(row, "disabled_reason"),
        row.getInt("generation"),
        Sql.instant(row, "rotated_at"),
        row.getString("created_by"),
        Sql.instant(row, "created_at"));
  }
}
