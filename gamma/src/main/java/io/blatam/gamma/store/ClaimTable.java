package io.blatam.gamma.store;

import io.blatam.gamma.api.PresentationStatus;
import io.blatam.gamma.api.PresentationView;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import io.blatam.platform.database.SqlFunction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Presentations as workers see them. Every write names the owner of the lease and does nothing once
 * the lease is another's or the presentation has ended, so an effect happens once however often the
 * work is done. Thread-safe.
 *
 * <p>An owner is one life of one process: it never comes back after a restart.
 */
public final class ClaimTable {

  private static final int LONGEST_MESSAGE = 1000;

  private final Database database;
  private final String owner;

  public ClaimTable(Database database, String owner) {
    this.database = database;
    this.owner = owner;
  }

  /** Takes up to {@code most} presentations that nobody works on, oldest first. */
  public CompletionStage<List<Claim>> claim(int most, Instant now, Instant until) {
    return database.transaction(
        connection -> {
          List<Claim> claims = new ArrayList<>();
          for (Claim waiting : waiting(connection, most, now)) {
            if (take(connection, waiting.id(), now, until)) {
              claims.add(waiting);
            }
          }
          return claims;
        });
  }

  private static List<Claim> waiting(Connection connection, int most, Instant now)
      throws SQLException {
    return Sql.query(
        connection,
        row ->
            new Claim(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("request"),
                Sql.instant(row, "created_at"),
                row.getInt("attempts") + 1),
        "select id, tenant, request, created_at, attempts from gamma_presentation where "
            + PresentationTable.UNFINISHED
            + " and (lease_until is null or lease_until < ?) order by position limit ?",
        now,
        most);
  }

  private boolean take(Connection connection, String id, Instant now, Instant until)
      throws SQLException {
    int taken =
        Sql.update(
            connection,
            "update gamma_presentation set lease_owner = ?, lease_until = ?, status = 'writing',"
                + " attempts = attempts + 1, updated_at = ? where id = ? and "
                + PresentationTable.UNFINISHED
                + " and (lease_until is null or lease_until < ?)",
            owner,
            until,
            now,
            id,
            now);
    if (taken == 0) {
      return false;
    }
    Steps.add(connection, id, "started", PresentationStatus.WRITING, Optional.empty(), now);
    return true;
  }

  /** Keeps this owner's leases; gives how many there are. */
  public CompletionStage<Integer> renew(Instant until) {
    return database.call(
        connection ->
            Sql.update(
                connection,
                "update gamma_presentation set lease_until = ? where lease_owner = ? and "
                    + PresentationTable.UNFINISHED,
                until,
                owner));
  }

  /** The text is there; its files are next. False when the lease was lost. */
  public CompletionStage<Boolean> written(String id, int slides, String generator, Instant now) {
    return owned(
        "status = 'rendering', slides = ?, generator = ?, updated_at = ?",
        id,
        now,
        List.of(slides, generator),
        connection -> {
          Steps.add(connection, id, "written", PresentationStatus.RENDERING, Optional.empty(), now);
          return true;
        });
  }

  /** All files are there. False when the lease was lost: then nothing is written. */
  public CompletionStage<Boolean> done(String id, List<PresentationView.File> files, Instant now) {
    return owned(
        "status = 'done', lease_owner = null, lease_until = null, updated_at = ?",
        id,
        now,
        List.of(),
        connection -> {
          Sql.batch(
              connection,
              "insert into gamma_presentation_file"
                  + " (presentation_id, format, name, media_type, size_bytes, sha256)"
                  + " values (?, ?, ?, ?, ?, ?)",
              files.stream().map(file -> values(id, file)).toList());
          Steps.add(connection, id, "done", PresentationStatus.DONE, Optional.empty(), now);
          return true;
        });
  }

  private static Object[] values(String id, PresentationView.File file) {
    return new Object[] {
      id, file.format(), file.name(), file.mediaType(), file.size(), file.artifact().sha256()
    };
  }

  /** No further attempt will be made. */
  public CompletionStage<Boolean> failed(String id, String why, Instant now) {
    String message = cut(why);
    return owned(
        "status = 'failed', error = ?, lease_owner = null, lease_until = null, updated_at = ?",
        id,
        now,
        List.of(message),
        connection -> {
          Steps.add(connection, id, "failed", PresentationStatus.FAILED, Optional.of(message), now);
          return true;
        });
  }

  /** Gives the presentation back, to be taken up again after {@code notBefore}. */
  public CompletionStage<Boolean> retry(String id, String why, Instant notBefore, Instant now) {
    return owned(
        "lease_owner = null, lease_until = ?, updated_at = ?",
        id,
        now,
        List.of(notBefore),
        connection -> {
          Steps.add(
              connection, id, "retry", PresentationStatus.WRITING, Optional.of(cut(why)), now);
          return true;
        });
  }

  /** Updates the row if the lease is still ours; {@code updated_at} is the last column set. */
  private CompletionStage<Boolean> owned(
      String columns,
      String id,
      Instant now,
      List<?> values,
      SqlFunction<Connection, Boolean> then) {
    return database.transaction(
        connection -> {
          List<Object> parameters = new ArrayList<>(values);
          parameters.addAll(List.of(now, id, owner));
          int changed =
              Sql.update(
                  connection,
                  "update gamma_presentation set "
                      + columns
                      + " where id = ? and lease_owner = ? and "
                      + PresentationTable.UNFINISHED,
                  parameters.toArray());
          if (changed == 0) {
            return false;
          }
          return then.apply(connection);
        });
  }

  private static String cut(String text) {
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
  }
}
