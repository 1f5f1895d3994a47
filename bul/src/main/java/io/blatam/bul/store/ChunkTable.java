package io.blatam.bul.store;

import io.blatam.bul.knowledge.Chunk;
import io.blatam.bul.knowledge.Note;
import io.blatam.bul.knowledge.NoteState;
import io.blatam.bul.locale.Language;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.database.Database;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The passages of notes that are ready: the truth that every node's index follows. Each change of a
 * tenant's passages raises the tenant's version in the same transaction.
 */
public final class ChunkTable {

  /** A passage and what it means. */
  public record Embedded(Chunk chunk, float[] vector) {}

  /** Names a passage. */
  public record Key(String noteId, int position) {}

  /** A passage as it is now, and its note's title. */
  public record Found(String title, Chunk chunk) {}

  /** What a note that is gone leaves to be removed. */
  public record Removed(Note note, List<String> fingerprints) {}

  private final Database database;

  public ChunkTable(Database database) {
    this.database = database;
  }

  /** Grows with every change of the tenant's passages; 0 before the first. */
  public CompletionStage<Long> version(String tenant) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement("select version from bul_knowledge where tenant = ?")) {
            select.setString(1, tenant);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? row.getLong(1) : 0L;
            }
          }
        });
  }

  public CompletionStage<Set<String>> readyNotes(String tenant) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select id from bul_note where tenant = ? and state = 'ready'")) {
            select.setString(1, tenant);
            return strings(select);
          }
        });
  }

  /** All passages of a note, in order; none if the note is gone. */
  public CompletionStage<List<Embedded>> ofNote(String tenant, String noteId) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select position, page, heading, language, body, vector from bul_chunk"
                      + " where tenant = ? and note_id = ? order by position")) {
            select.setString(1, tenant);
            select.setString(2, noteId);
            List<Embedded> chunks = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                chunks.add(new Embedded(chunk(row), vector(row.getBytes(6))));
              }
            }
            return chunks;
          }
        });
  }

  /** Those of the passages that are still there. */
  public CompletionStage<Map<Key, Found>> find(String tenant, List<Key> keys) {
    return database.call(
        connection -> {
          Map<Key, Found> found = new LinkedHashMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select c.position, c.page, c.heading, c.language, c.body, n.title"
                      + " from bul_chunk c join bul_note n on n.id = c.note_id"
                      + " where c.tenant = ? and c.note_id = ? and c.position = ?")) {
            for (Key key : keys) {
              select.setString(1, tenant);
              select.setString(2, key.noteId());
              select.setInt(3, key.position());
              try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                  found.put(key, new Found(row.getString(6), chunk(row)));
                }
              }
            }
          }
          return found;
        });
  }

  /** What was embedded of a note; empty if the note is gone. */
  public CompletionStage<List<String>> textsOf(String tenant, String noteId) {
    return ofNote(tenant, noteId)
        .thenApply(
            chunks -> chunks.stream().map(embedded -> embedded.chunk().withHeading()).toList());
  }

  /**
   * Makes a note ready with its passages.
   *
   * @return whether the note was still there and not ready before
   */
  public CompletionStage<Boolean> ready(
      Note note, String mediaType, ArtifactId text, int pages, int words, List<Embedded> chunks) {
    return database.transaction(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update bul_note set state = 'ready', reason = null, leased_until = null,"
                      + " media_type = ?, text_artifact = ?, pages = ?, words = ?, chunks = ?"
                      + " where id = ? and state <> 'ready'")) {
            update.setString(1, mediaType);
            update.setString(2, text.sha256());
            update.setInt(3, pages);
            update.setInt(4, words);
            update.setInt(5, chunks.size());
            update.setString(6, note.id());
            if (update.executeUpdate() == 0) {
              return false;
            }
          }
          insert(connection, note, chunks);
          raise(connection, note.tenant());
          return true;
        });
  }

  /** Removes a note and its passages; what else is to go is given back. */
  public CompletionStage<Optional<Removed>> remove(String tenant, String id) {
    return database.transaction(
        connection -> {
          Optional<Note> note = note(connection, tenant, id);
          if (note.isEmpty()) {
            return Optional.empty();
          }
          execute(connection, "delete from bul_chunk where note_id = ?", id);
          execute(connection, "delete from bul_note where id = ?", id);
          raise(connection, tenant);
          return Optional.of(new Removed(note.get(), fingerprints(connection, id)));
        });
  }

  /** Remembers that the cached answer with this fingerprint was written from the notes. */
  public CompletionStage<Integer> derived(String tenant, Set<String> notes, String fingerprint) {
    return database.call(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into bul_note_derivative (tenant, note_id, fingerprint) values (?, ?, ?)"
                      + " on conflict do nothing")) {
            for (String note : notes) {
              insert.setString(1, tenant);
              insert.setString(2, note);
              insert.setString(3, fingerprint);
              insert.executeUpdate();
            }
            return notes.size();
          }
        });
  }

  public CompletionStage<Integer> forgetDerivatives(String noteId) {
    return database.call(
        connection ->
            execute(connection, "delete from bul_note_derivative where note_id = ?", noteId));
  }

  /** A cached answer whose note is gone. */
  public record Orphan(String tenant, String noteId, String fingerprint) {}

  /** Answers whose note went while they were being removed, or written. */
  public CompletionStage<List<Orphan>> orphans(int atMost) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select d.tenant, d.note_id, d.fingerprint from bul_note_derivative d"
                      + " where not exists (select 1 from bul_note n where n.id = d.note_id)"
                      + " limit ?")) {
            select.setInt(1, atMost);
            List<Orphan> orphans = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                orphans.add(new Orphan(row.getString(1), row.getString(2), row.getString(3)));
              }
            }
            return orphans;
          }
        });
  }

  private static Optional<Note> note(Connection connection, String tenant, String id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select title, file_name, media_type, original, size_bytes, state, text_artifact,"
                + " pages, words, chunks, created_at from bul_note where tenant = ? and id = ?")) {
      select.setString(1, tenant);
      select.setString(2, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Note(
                    id,
                    tenant,
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    new ArtifactId(row.getString(4)),
                    row.getLong(5),
                    NoteState.of(row.getString(6)),
                    Optional.empty(),
                    Optional.ofNullable(row.getString(7)).map(ArtifactId::new),
                    row.getInt(8),
                    row.getInt(9),
                    row.getInt(10),
                    row.getObject(11, java.time.OffsetDateTime.class).toInstant()))
            : Optional.empty();
      }
    }
  }

  private static List<String> fingerprints(Connection connection, String noteId)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select fingerprint from bul_note_derivative where note_id = ?")) {
      select.setString(1, noteId);
      return List.copyOf(strings(select));
    }
  }

  private static void insert(Connection connection, Note note, List<Embedded> chunks)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into bul_chunk"
                + " (note_id, position, tenant, page, heading, language, body, vector)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Embedded embedded : chunks) {
        insert.setString(1, note.id());
        insert.setInt(2, embedded.chunk().position());
        insert.setString(3, note.tenant());
        insert.setInt(4, embedded.chunk().page());
        insert.setString(5, embedded.chunk().heading());
        insert.setString(6, embedded.chunk().language().code());
        insert.setString(7, embedded.chunk().text());
        insert.setBytes(8, bytes(embedded.vector()));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void raise(Connection connection, String tenant) throws SQLException {
    execute(
        connection,
        "insert into bul_knowledge (tenant, version) values (?, 0) on conflict do nothing",
        tenant);
    execute(connection, "update bul_knowledge set version = version + 1 where tenant = ?", tenant);
  }

  private static int execute(Connection connection, String sql, String parameter)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, parameter);
      return statement.executeUpdate();
    }
  }

  private static Set<String> strings(PreparedStatement select) throws SQLException {
    Set<String> strings = new LinkedHashSet<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        strings.add(row.getString(1));
      }
    }
    return strings;
  }

  private static Chunk chunk(ResultSet row) throws SQLException {
    return new Chunk(
        row.getInt(1),
        row.getInt(2),
        row.getString(3),
        Language.of(row.getString(4)),
        row.getString(5));
  }

  private static byte[] bytes(float[] vector) {
    ByteBuffer buffer = ByteBuffer.allocate(vector.length * Float.BYTES);
    buffer.asFloatBuffer().put(vector);
    return buffer.array();
  }

  private static float[] vector(byte[] bytes) {
    float[] vector = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
    return vector;
  }
}
