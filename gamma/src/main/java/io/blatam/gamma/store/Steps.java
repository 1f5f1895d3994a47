package io.blatam.gamma.store;

import io.blatam.gamma.api.PresentationStatus;
import io.blatam.gamma.api.PresentationStep;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into gamma_presentation_step"
                + " (presentation_id, step, event, status, message, happened_at)"
                + " values (?, (select coalesce(max(step), 0) + 1 from gamma_presentation_step"
                + " where presentation_id = ?), ?, ?, ?, ?)")) {
      insert.setString(1, id);
      insert.setString(2, id);
      insert.setString(3, event);
      insert.setString(4, status.id());
      insert.setString(5, message.orElse(null));
      insert.setObject(6, PresentationTable.time(at));
      insert.executeUpdate();
    }
  }

  static List<PresentationStep> after(Connection connection, String id, long step)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select step, event, status, message, happened_at from gamma_presentation_step"
                + " where presentation_id = ? and step > ? order by step")) {
      select.setString(1, id);
      select.setLong(2, step);
      List<PresentationStep> steps = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          steps.add(
              new PresentationStep(
                  row.getLong(1),
                  row.getString(2),
                  PresentationStatus.of(row.getString(3)),
                  Optional.ofNullable(row.getString(4)),
                  row.getObject(5, OffsetDateTime.class).toInstant()));
        }
      }
      return steps;
    }
  }
}
