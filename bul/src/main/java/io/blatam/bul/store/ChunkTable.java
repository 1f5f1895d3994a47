package io.blatam.bul.store;

import io.blatam.bul.knowledge.Chunk;
import io.blatam.bul.knowledge.Note;
import io.blatam.bul.locale.Language;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The passages of notes that are ready: the truth that every node's index follows. Each change of a
 * tenant's passages raises the tenant's version in the same transaction. Thread-safe. Stages fail
 * as {@link Database} does.
 */
public final class ChunkTable {

  /**
   * A passage and what it means.
   *
   * @param vector {@code float[384]} of the embedding model of this process; another model's length
   *     otherwise
   */
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
        connection ->
            Sql.first(
                    connection,
                    row -> row.getLong(1),
                    "select version from bul_knowledge where tenant = ?",
                    tenant)
                .orElse(0L));
  }

  public CompletionStage<Set<String>> readyNotes(String tenant) {
    return database.call(
        connection ->
            new LinkedHashSet<>(
                Sql.query(
                    connection,
                    row -> row.getString(1),
                    "select id from bul_note where tenant = ? and state = 'ready'",
                    tenant)));
  }

  /** All passages of a note, in order; none if the note is gone. */
  public CompletionStage<List<Embedded>> ofNote(String tenant, String noteId) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                row -> new Embedded(chunk(row), vector(row.getBytes("vector"))),
                "select position, page, heading, language, body, vector from bul_chunk"
                    + " where tenant = ? and note_id = ? order by position",
                tenant,
                noteId));
  }

  /** Those of the passages that are still there. */
  public CompletionStage<Map<Key, Found>> find(String tenant, List<Key> keys) {
    return database.call(
        connection -> {
          Map<Key, Found> found = new LinkedHashMap<>();
          for (Key key : keys) {
            Sql.first(
                    connection,
                    row -> new Found(row.getString("title"), chunk(row)),
                    "select c.position, c.page, c.heading, c.language, c.body, n.title"
                        + " from bul_chunk c join bul_note n on n.id = c.note_id"
                        + " where c.tenant = ? and c.note_id = ? and c.position = ?",
                    tenant,
                    key.noteId(),
                    key.position())
                .ifPresent(passage -> found.put(key, passage));
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
          int changed =
              Sql.update(
                  connection,
                  "update bul_note set state = 'ready', reason = null, leased_until = null,"
                      + " media_type = ?, text_artifact = ?, pages = ?, words = ?, chunks = ?"
                      + " where id = ? and state <> 'ready'",
                  mediaType,
                  text.sha256(),
                  pages,
                  words,
                  chunks.size(),
                  note.id());
          if (changed == 0) {
            return false;
          }
          Sql.batch(
              connection,
              "insert into bul_chunk"
                  + " (note_id, position, tenant, page, heading, language, body, vector)"
                  + " values (?, ?, ?, ?, ?, ?, ?, ?)",
              chunks.stream().map(embedded -> values(note, embedded)).toList());
          raise(connection, note.tenant());
          return true;
        });
  }

  /** Removes a note and its passages; what else is to go is given back. */
  public CompletionStage<Optional<Removed>> remove(String tenant, String id) {
    return database.transaction(
        connection -> {
          Optional<Note> note = NoteTable.find(connection, tenant, id);
          if (note.isEmpty()) {
            return Optional.empty();
          }
          Sql.update(connection, "delete from bul_chunk where note_id = ?", id);
          Sql.update(connection, "delete from bul_note where id = ?", id);
          raise(connection, tenant);
          return Optional.of(new Removed(note.get(), DerivativeTable.of(connection, id)));
        });
  }

  private static void raise(Connection connection, String tenant) throws SQLException {
    Sql.update(
        connection,
        "insert into bul_knowledge (tenant, version) values (?, 0) on conflict do nothing",
        tenant);
    Sql.update(
        connection, "update bul_knowledge set version = version + 1 where tenant = ?", tenant);
  }

  private static Object[] values(Note note, Embedded embedded) {
    Chunk chunk = embedded.chunk();
    return new Object[] {
      note.id(),
      chunk.position(),
      note.tenant(),
      chunk.page(),
      chunk.heading(),
      chunk.language().code(),
      chunk.text(),
      bytes(embedded.vector())
    };
  }

  private static Chunk chunk(ResultSet row) throws SQLException {
    return new Chunk(
        row.getInt("position"),
        row.getInt("page"),
        row.getString("heading"),
        Language.of(row.getString("language")),
        row.getString("body"));
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
