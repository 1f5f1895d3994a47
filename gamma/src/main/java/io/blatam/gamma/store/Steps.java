package io.blatam.gamma.store;

import io.blatam.gamma.api.PresentationStatus;
import io.blatam.gamma.api.PresentationStep;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The steps of presentations. Whoever adds one has written the presentation's row before. */
final class Steps {

  private Steps() {}

  static void add(
      Connection connection,
      String id,
      String event,
      PresentationStatus status,
      Optional<String> message,
      Instant at)
      throws SQLException {
    Sql.update(
        connection,
        "insert into gamma_presentation_step"
            + " (presentation_id, step, event, status, message, happened_at)"
            + " values (?, (select coalesce(max(step), 0) + 1 from gamma_presentation_step"
            + " where presentation_id = ?), ?, ?, ?, ?)",
        id,
        id,
        event,
        status.id(),
        message,
        at);
  }

  static List<PresentationStep> after(Connection connection, String id, long step)
      throws SQLException {
    return Sql.query(
        connection,
        row ->
            new PresentationStep(
                row.getLong("step"),
                row.getString("event"),
                PresentationStatus.of(row.getString("status")),
                Sql.optionalText(row, "message"),
                Sql.instant(row, "happened_at")),
        "select step, event, status, message, happened_at from gamma_presentation_step"
            + " where presentation_id = ? and step > ? order by step",
        id,
        step);
  }
}
