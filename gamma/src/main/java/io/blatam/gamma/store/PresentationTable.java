package io.blatam.gamma.store;

import io.blatam.gamma.api.Language;
import io.blatam.gamma.api.PresentationStatus;
import io.blatam.gamma.api.PresentationStep;
import io.blatam.gamma.api.PresentationView;
import io.blatam.platform.StageFailure;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.DuplicateKeyException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Presentations as callers see them: accept, find, list, follow, cancel. Thread-safe. */
public final class PresentationTable {

  static final String UNFINISHED = "status not in ('done', 'failed', 'cancelled')";

  private static final String COLUMNS =
      "position, id, status, title, kind, language, slides, generator, formats, error,"
          + " created_at, updated_at";

  private final Database database;

  public PresentationTable(Database database) {
    this.database = database;
  }

  /**
   * Makes a presentation durable, unless its key was used or too many are unfinished.
   *
   * @param mostUnfinished of the tenant
   */
  public CompletionStage<Acceptance> accept(NewPresentation asked, int mostUnfinished) {
    return database
        .transaction(connection -> accept(connection, asked, mostUnfinished))
        .handle(
            (acceptance, failure) -> {
              // Two equal requests met: the other one was first, so its row is there now.
              boolean raced = StageFailure.cause(failure) instanceof DuplicateKeyException;
              return raced
                  ? database.transaction(again -> accept(again, asked, mostUnfinished))
                  : failure == null
                      ? CompletableFuture.completedStage(acceptance)
                      : CompletableFuture.<Acceptance>failedStage(StageFailure.cause(failure));
            })
        .thenCompose(stage -> stage);
  }

  private static Acceptance accept(Connection connection, NewPresentation asked, int most)
      throws SQLException {
    if (asked.idempotencyKey().isPresent()) {
      Optional<Acceptance> used = usedKey(connection, asked);
      if (used.isPresent()) {
        return used.get();
      }
    }
    if (unfinished(connection, asked.tenant()) >= most) {
      return new Acceptance.Full();
    }
    insert(connection, asked);
    Steps.add(
        connection,
        asked.id(),
        "accepted",
        PresentationStatus.ACCEPTED,
        Optional.empty(),
        asked.at());
    return new Acceptance.Accepted(select(connection, asked.tenant(), asked.id()).orElseThrow());
  }

  private static Optional<Acceptance> usedKey(Connection connection, NewPresentation asked)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, request_hash from gamma_presentation"
                + " where tenant = ? and idempotency_key = ?")) {
      select.setString(1, asked.tenant());
      select.setString(2, asked.idempotencyKey().orElseThrow());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            row.getString(2).equals(asked.requestHash())
                ? new Acceptance.Repeated(
                    select(connection, asked.tenant(), row.getString(1)).orElseThrow())
                : new Acceptance.KeyTaken());
      }
    }
  }

  private static int unfinished(Connection connection, String tenant) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select count(*) from gamma_presentation where tenant = ? and " + UNFINISHED)) {
      select.setString(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static void insert(Connection connection, NewPresentation asked) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into gamma_presentation (id, tenant, subject, idempotency_key, request,"
                + " request_hash, status, title, kind, language, formats, created_at, updated_at)"
                + " values (?, ?, ?, ?, ?, ?, 'accepted', ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, asked.id());
      insert.setString(2, asked.tenant());
      insert.setString(3, asked.subject());
      insert.setString(4, asked.idempotencyKey().orElse(null));
      insert.setString(5, asked.request());
      insert.setString(6, asked.requestHash());
      insert.setString(7, asked.title());
      insert.setString(8, asked.kind());
      insert.setString(9, asked.language());
      insert.setString(10, String.join(",", asked.formats()));
      insert.setObject(11, time(asked.at()));
      insert.setObject(12, time(asked.at()));
      insert.executeUpdate();
    }
  }

  /** Empty for another tenant's presentation. */
  public CompletionStage<Optional<PresentationView>> find(String tenant, String id) {
    return database.call(connection -> select(connection, tenant, id));
  }

  private static Optional<PresentationView> select(Connection connection, String tenant, String id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from gamma_presentation where tenant = ? and id = ?")) {
      select.setString(1, tenant);
      select.setString(2, id);
      List<PresentationView> found = views(connection, select);
      return found.stream().findFirst();
    }
  }

  /** The tenant's presentations, newest first, of positions below {@code before}. */
  public CompletionStage<List<PresentationView>> list(String tenant, long before, int limit) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from gamma_presentation where tenant = ? and position < ?"
                      + " order by position desc limit ?")) {
            select.setString(1, tenant);
            select.setLong(2, before);
            select.setInt(3, limit);
            return views(connection, select);
          }
        });
  }

  private static List<PresentationView> views(Connection connection, PreparedStatement select)
      throws SQLException {
    List<PresentationView> views = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        String id = row.getString("id");
        int slides = row.getInt("slides");
        Optional<Integer> slideCount = row.wasNull() ? Optional.empty() : Optional.of(slides);
        views.add(
            new PresentationView(
                row.getLong("position"),
                id,
                PresentationStatus.of(row.getString("status")),
                row.getString("title"),
                row.getString("kind"),
                Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
                slideCount,
                Optional.ofNullable(row.getString("generator")),
                List.of(row.getString("formats").split(",")),
                files(connection, id),
                Optional.ofNullable(row.getString("error")),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("updated_at", OffsetDateTime.class).toInstant()));
      }
    }
    return views;
  }

  private static List<PresentationView.File> files(Connection connection, String id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select format, name, media_type, size_bytes, sha256 from gamma_presentation_file"
                + " where presentation_id = ? order by format")) {
      select.setString(1, id);
      List<PresentationView.File> files = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          files.add(
              new PresentationView.File(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  row.getLong(4),
                  new ArtifactId(row.getString(5))));
        }
      }
      return files;
    }
  }

  /** What happened after the step of that number, in order. */
  public CompletionStage<List<PresentationStep>> steps(String id, long after) {
    return database.call(connection -> Steps.after(connection, id, after));
  }

  /** Ends a presentation that has not ended. Empty for another tenant's. */
  public CompletionStage<Optional<PresentationView>> cancel(String tenant, String id, Instant now) {
    return database.transaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update gamma_presentation set status = 'cancelled', updated_at = ?,"
                      + " lease_owner = null, lease_until = null"
                      + " where tenant = ? and id = ? and "
                      + UNFINISHED)) {
            update.setObject(1, time(now));
            update.setString(2, tenant);
            update.setString(3, id);
            if (update.executeUpdate() == 1) {
              Steps.add(
                  connection, id, "cancelled", PresentationStatus.CANCELLED, Optional.empty(), now);
            }
          }
          return select(connection, tenant, id);
        });
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
