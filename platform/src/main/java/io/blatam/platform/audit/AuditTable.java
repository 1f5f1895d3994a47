package io.blatam.platform.audit;

import io.blatam.platform.database.Database;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Insert and read; there is no statement here that changes or removes a row. */
final class AuditTable {

  private final Database database;

  AuditTable(Database database) {
    this.database = database;
  }

  CompletionStage<Integer> append(List<AuditEntry> entries) {
    return database.transaction(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into audit_log (at, tenant, subject, action, target, outcome, request_id)"
                      + " values (?, ?, ?, ?, ?, ?, ?)")) {
            for (AuditEntry entry : entries) {
              insert.setObject(1, entry.at().atOffset(ZoneOffset.UTC));
              insert.setString(2, cut(entry.tenant(), 100));
              insert.setString(3, cut(entry.subject(), 200));
              insert.setString(4, cut(entry.action(), 100));
              insert.setString(5, cut(entry.target(), 500));
              insert.setString(6, entry.outcome().name());
              insert.setString(7, cut(entry.requestId(), 100));
              insert.addBatch();
            }
            return insert.executeBatch().length;
          }
        });
  }

  CompletionStage<AuditPage> page(String tenant, OptionalLong before, int size) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id, at, tenant, subject, action, target, outcome, request_id from audit_log"
                      + " where tenant = ? and id < ? order by id desc limit ?")) {
            select.setString(1, tenant);
            select.setLong(2, before.orElse(Long.MAX_VALUE));
            select.setInt(3, size + 1);
            try (ResultSet rows = select.executeQuery()) {
              return page(rows, size);
            }
          }
        });
  }

  private static AuditPage page(ResultSet rows, int size) throws SQLException {
    List<AuditEntry> entries = new ArrayList<>();
    long last = 0;
    while (rows.next()) {
      if (entries.size() == size) {
        return new AuditPage(entries, OptionalLong.of(last));
      }
      last = rows.getLong(1);
      entries.add(
          new AuditEntry(
              rows.getObject(2, OffsetDateTime.class).toInstant(),
              rows.getString(3),
              rows.getString(4),
              rows.getString(5),
              rows.getString(6),
              AuditEntry.Outcome.valueOf(rows.getString(7)),
              rows.getString(8)));
    }
    return new AuditPage(entries, OptionalLong.empty());
  }

  /** Audit must not fail because a client sent a long name, or a NUL, which PostgreSQL refuses. */
  private static String cut(String text, int length) {
    String value = text.replace('\0', ' ');
    return value.length() <= length ? value : value.substring(0, length);
  }
}
