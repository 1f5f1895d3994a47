package io.blatam.bul.store;

import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Which cached answers of a model were written from which notes, so that they go with their note.
 * Thread-safe. Stages fail as {@link Database} does.
 */
public final class DerivativeTable {

  /** A cached answer whose note is gone. */
  public record Orphan(String tenant, String noteId, String fingerprint) {}

  private final Database database;

  public DerivativeTable(Database database) {
    this.database = database;
  }

  /** Remembers that the cached answer with this fingerprint was written from the notes. */
  public CompletionStage<Integer> add(String tenant, Set<String> notes, String fingerprint) {
    return database.call(
        connection -> {
          Sql.batch(
              connection,
              "insert into bul_note_derivative (tenant, note_id, fingerprint) values (?, ?, ?)"
                  + " on conflict do nothing",
              notes.stream().map(note -> new Object[] {tenant, note, fingerprint}).toList());
          return notes.size();
        });
  }

  /** Forgets the answers of a note, when they have been removed; gives how many. */
  public CompletionStage<Integer> forget(String noteId) {
    return database.call(
        connection ->
            Sql.update(connection, "delete from bul_note_derivative where note_id = ?", noteId));
  }

  /** Answers whose note went while they were being removed, or written. */
  public CompletionStage<List<Orphan>> orphans(int atMost) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                row -> new Orphan(row.getString(1), row.getString(2), row.getString(3)),
                "select d.tenant, d.note_id, d.fingerprint from bul_note_derivative d"
                    + " where not exists (select 1 from bul_note n where n.id = d.note_id)"
                    + " limit ?",
                atMost));
  }

  /** The answers of a note, as part of the caller's transaction. */
  static List<String> of(Connection connection, String noteId) throws SQLException {
    return Sql.query(
        connection,
        row -> row.getString(1),
        "select fingerprint from bul_note_derivative where note_id = ?",
        noteId);
  }
}
