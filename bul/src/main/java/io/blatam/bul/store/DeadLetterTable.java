package io.blatam.bul.store;

import io.blatam.bul.api.DeadLetter;
import io.blatam.bul.api.DeadLetterFilter;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Jobs that were given up, with the reason: rows of {@code bul_job} whose status is failed. */
public final class DeadLetterTable {

  private final Database database;

  public DeadLetterTable(Database database) {
    this.database = database;
  }

  /**
   * Newest first. Fails with an {@link IllegalArgumentException} for a cursor that no page gave.
   */
  public CompletionStage<DeadLetter.Page> page(
      String tenant, DeadLetterFilter filter, Optional<String> cursor, int limit) {
    Optional<ListCursor> from = cursor.map(ListCursor::read);
    return database.call(
        connection -> {
          List<DeadLetter> letters = select(connection, tenant, filter, from, limit + 1);
          if (letters.size() <= limit) {
            return new DeadLetter.Page(letters, Optional.empty());
          }
          DeadLetter last = letters.get(limit - 1);
          return new DeadLetter.Page(
              letters.subList(0, limit),
              Optional.of(
                  new ListCursor(last.createdAt().atOffset(ZoneOffset.UTC), last.id()).text()));
        });
  }

  /**
   * Removes a dead letter and what its journal holds of it. Its idempotency key is free again.
   *
   * @return how many; 0 if there is no such dead letter
   */
  public CompletionStage<Integer> purge(String tenant, String jobId, String persistenceId) {
    return database.transaction(
        connection -> {
          int removed =
              Sql.update(
                  connection,
                  "delete from bul_job where id = ? and tenant = ? and status = 'failed'",
                  jobId,
                  tenant);
          if (removed > 0) {
            Sql.update(
                connection, "delete from event_journal where persistence_id = ?", persistenceId);
          }
          return removed;
        });
  }

  private static List<DeadLetter> select(
      Connection connection,
      String tenant,
      DeadLetterFilter filter,
      Optional<ListCursor> from,
      int limit)
      throws SQLException {
    List<Object> parameters = new ArrayList<>(List.of(tenant));
    StringBuilder where = new StringBuilder(" where status = 'failed' and tenant = ?");
    filter
        .documentType()
        .ifPresent(
            type -> {
              where.append(" and document_type = ?");
              parameters.add(type);
            });
    filter
        .reason()
        .ifPresent(
            part -> {
              where.append(" and position(lower(?) in lower(coalesce(reason, ''))) > 0");
              parameters.add(part);
            });
    filter
        .failedBefore()
        .ifPresent(
            at -> {
              where.append(" and finished_at < ?");
              parameters.add(at.atOffset(ZoneOffset.UTC));
            });
    from.ifPresent(
        at -> {
          where.append(" and (created_at < ? or (created_at = ? and id < ?))");
          parameters.addAll(List.of(at.createdAt(), at.createdAt(), at.id()));
        });
    parameters.add(limit);
    return Sql.query(
        connection,
        row ->
            new DeadLetter(
                row.getString("id"),
                row.getString("document_type"),
                row.getString("language"),
                row.getString("title"),
                row.getInt("priority"),
                row.getInt("attempts"),
                Sql.optionalText(row, "reason").orElse(""),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "finished_at")),
        "select id, document_type, language, title, priority, attempts, reason, created_at,"
            + " finished_at from bul_job"
            + where
            + " order by created_at desc, id desc limit ?",
        parameters.toArray());
  }
}
