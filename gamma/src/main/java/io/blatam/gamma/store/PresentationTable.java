package io.blatam.gamma.store;

import io.blatam.gamma.api.Language;
import io.blatam.gamma.api.PresentationStatus;
import io.blatam.gamma.api.PresentationStep;
import io.blatam.gamma.api.PresentationView;
import io.blatam.platform.StageFailure;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.DuplicateKeyException;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
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
    record Used(String id, String requestHash) {}
    Optional<Used> used =
        Sql.first(
            connection,
            row -> new Used(row.getString(1), row.getString(2)),
            "select id, request_hash from gamma_presentation"
                + " where tenant = ? and idempotency_key = ?",
            asked.tenant(),
            asked.idempotencyKey().orElseThrow());
    if (used.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        used.get().requestHash().equals(asked.requestHash())
            ? new Acceptance.Repeated(
                select(connection, asked.tenant(), used.get().id()).orElseThrow())
            : new Acceptance.KeyTaken());
  }

  private static int unfinished(Connection connection, String tenant) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getInt(1),
            "select count(*) from gamma_presentation where tenant = ? and " + UNFINISHED,
            tenant)
        .orElseThrow();
  }

  private static void insert(Connection connection, NewPresentation asked) throws SQLException {
    Sql.update(
        connection,
        "insert into gamma_presentation (id, tenant, subject, idempotency_key, request,"
            + " request_hash, status, title, kind, language, formats, created_at, updated_at)"
            + " values (?, ?, ?, ?, ?, ?, 'accepted', ?, ?, ?, ?, ?, ?)",
        asked.id(),
        asked.tenant(),
        asked.subject(),
        asked.idempotencyKey(),
        asked.request(),
        asked.requestHash(),
        asked.title(),
        asked.kind(),
        asked.language(),
        String.join(",", asked.formats()),
        asked.at(),
        asked.at());
  }

  /** Empty for another tenant's presentation. */
  public CompletionStage<Optional<PresentationView>> find(String tenant, String id) {
    return database.call(connection -> select(connection, tenant, id));
  }

  private static Optional<PresentationView> select(Connection connection, String tenant, String id)
      throws SQLException {
    return Sql.first(
        connection,
        row -> view(connection, row),
        "select " + COLUMNS + " from gamma_presentation where tenant = ? and id = ?",
        tenant,
        id);
  }

  /** The tenant's presentations, newest first, of positions below {@code before}. */
  public CompletionStage<List<PresentationView>> list(String tenant, long before, int limit) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                row -> view(connection, row),
                "select "
                    + COLUMNS
                    + " from gamma_presentation where tenant = ? and position < ?"
                    + " order by position desc limit ?",
                tenant,
                before,
                limit));
  }

  private static PresentationView view(Connection connection, ResultSet row) throws SQLException {
    String id = row.getString("id");
    int slides = row.getInt("slides");
    Optional<Integer> slideCount = row.wasNull() ? Optional.empty() : Optional.of(slides);
    return new PresentationView(
        row.getLong("position"),
        id,
        PresentationStatus.of(row.getString("status")),
        row.getString("title"),
        row.getString("kind"),
        Language.valueOf(row.getString("language").toUpperCase(Locale.ROOT)),
        slideCount,
        Sql.optionalText(row, "generator"),
        List.of(row.getString("formats").split(",")),
        files(connection, id),
        Sql.optionalText(row, "error"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"));
  }

  private static List<PresentationView.File> files(Connection connection, String id)
      throws SQLException {
    return Sql.query(
        connection,
        row ->
            new PresentationView.File(
                row.getString("format"),
                row.getString("name"),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                new ArtifactId(row.getString("sha256"))),
        "select format, name, media_type, size_bytes, sha256 from gamma_presentation_file"
            + " where presentation_id = ? order by format",
        id);
  }

  /** What happened after the step of that number, in order. */
  public CompletionStage<List<PresentationStep>> steps(String id, long after) {
    return database.call(connection -> Steps.after(connection, id, after));
  }

  /** Ends a presentation that has not ended. Empty for another tenant's. */
  public CompletionStage<Optional<PresentationView>> cancel(String tenant, String id, Instant now) {
    return database.transaction(
        connection -> {
          int ended =
              Sql.update(
                  connection,
                  "update gamma_presentation set status = 'cancelled', updated_at = ?,"
                      + " lease_owner = null, lease_until = null"
                      + " where tenant = ? and id = ? and "
                      + UNFINISHED,
                  now,
                  tenant,
                  id);
          if (ended == 1) {
            Steps.add(
                connection, id, "cancelled", PresentationStatus.CANCELLED, Optional.empty(), now);
          }
          return select(connection, tenant, id);
        });
  }
}
