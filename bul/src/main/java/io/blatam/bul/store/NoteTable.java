package io.blatam.bul.store;

import io.blatam.bul.knowledge.Note;
import io.blatam.bul.knowledge.NoteState;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What tenants have uploaded, and which node reads what is not read yet. */
public final class NoteTable {

  private static final String COLUMNS =
      "id, tenant, title, file_name, media_type, original, size_bytes, state, reason,"
          + " text_artifact, pages, words, chunks, created_at";
  private static final String SELECT = "select " + COLUMNS + " from bul_note ";

  private final Database database;

  public NoteTable(Database database) {
    this.database = database;
  }

  /** What came of trying to add a note. */
  public sealed interface Added {
    record New() implements Added {}

    /** The tenant has the same bytes already. */
    record Known(Note note) implements Added {}

    /** The tenant has as many notes, or as many bytes, as it may. */
    record Full(int notes, long bytes) implements Added {}
  }

  /** Notes in the order of their upload, newest first, and where the page after them begins. */
  public record Page(List<Note> notes, Optional<String> next) {}

  public CompletionStage<Added> add(Note note, String subject, int atMost, long atMostBytes) {
    return database.transaction(
        connection -> {
          Optional<Note> known = same(connection, note);
          if (known.isPresent()) {
            return new Added.Known(known.get());
          }
          Added.Full kept =
              Sql.first(
                      connection,
                      row -> new Added.Full(row.getInt(1), row.getLong(2)),
                      "select count(*), coalesce(sum(size_bytes), 0) from bul_note"
                          + " where tenant = ?",
                      note.tenant())
                  .orElseThrow();
          if (kept.notes() >= atMost || kept.bytes() + note.size() > atMostBytes) {
            return kept;
          }
          if (insert(connection, note, subject) == 1) {
            return new Added.New();
          }
          // The same bytes came in since we looked.
          return new Added.Known(same(connection, note).orElseThrow());
        });
  }

  /** Empty for another tenant's note. */
  public CompletionStage<Optional<Note>> find(String tenant, String id) {
    return database.call(connection -> find(connection, tenant, id));
  }

  /** The same, as part of the caller's transaction. */
  static Optional<Note> find(Connection connection, String tenant, String id) throws SQLException {
    return Sql.first(
        connection, NoteTable::read, SELECT + "where tenant = ? and id = ?", tenant, id);
  }

  /**
   * @throws IllegalArgumentException for a cursor that no page gave
   */
  public CompletionStage<Page> page(String tenant, Optional<String> cursor, int limit) {
    Optional<ListCursor> from = cursor.map(ListCursor::read);
    List<Object> parameters = new ArrayList<>(List.of(tenant));
    from.ifPresent(at -> parameters.addAll(List.of(at.createdAt(), at.createdAt(), at.id())));
    parameters.add(limit + 1);
    return database.call(
        connection -> {
          List<Note> notes =
              Sql.query(
                  connection,
                  NoteTable::read,
                  SELECT
                      + "where tenant = ?"
                      + (from.isPresent()
                          ? " and (created_at < ? or (created_at = ? and id < ?))"
                          : "")
                      + " order by created_at desc, id desc limit ?",
                  parameters.toArray());
          if (notes.size() <= limit) {
            return new Page(notes, Optional.empty());
          }
          Note last = notes.get(limit - 1);
          return new Page(
              notes.subList(0, limit),
              Optional.of(
                  new ListCursor(last.createdAt().atOffset(ZoneOffset.UTC), last.id()).text()));
        });
  }

  /**
   * Takes the oldest note that is not read and that nobody reads, for this node to read until
   * {@code until}.
   */
  public CompletionStage<Optional<Claimed>> claim(Instant now, Instant until) {
    return database.transaction(
        connection -> {
          Optional<Note> waiting = waiting(connection, now);
          if (waiting.isEmpty()) {
            return Optional.empty();
          }
          int claimed =
              Sql.update(
                  connection,
                  "update bul_note set state = 'reading', attempts = attempts + 1, leased_until = ?"
                      + " where id = ? and state in ('queued', 'reading')"
                      + " and (leased_until is null or leased_until < ?)",
                  until,
                  waiting.get().id(),
                  now);
          // Another node was faster: it is not waiting any more, and the next look finds others.
          if (claimed == 0) {
            return Optional.empty();
          }
          return Optional.of(new Claimed(waiting.get(), attempts(connection, waiting.get().id())));
        });
  }

  /**
   * A note to read.
   *
   * @param attempt 1 for the first
   */
  public record Claimed(Note note, int attempt) {}

  /** Keeps a note that is being read. */
  public CompletionStage<Integer> renew(String id, Instant until) {
    return database.call(
        connection ->
            Sql.update(
                connection,
                "update bul_note set leased_until = ? where id = ? and state = 'reading'",
                until,
                id));
  }

  /** Gives a note back, to be read again after {@code notBefore}. */
  public CompletionStage<Integer> release(String id, Instant notBefore) {
    return renew(id, notBefore);
  }

  public CompletionStage<Integer> refuse(String id, String reason) {
    return database.call(
        connection ->
            Sql.update(
                connection,
                "update bul_note set state = 'refused', reason = ?, leased_until = null"
                    + " where id = ? and state <> 'ready'",
                cut(reason, 1000),
                id));
  }

  private static Optional<Note> waiting(Connection connection, Instant now) throws SQLException {
    return Sql.first(
        connection,
        NoteTable::read,
        SELECT
            + "where state in ('queued', 'reading')"
            + " and (leased_until is null or leased_until < ?) order by created_at limit 1",
        now);
  }

  private static int attempts(Connection connection, String id) throws SQLException {
    return Sql.first(
            connection, row -> row.getInt(1), "select attempts from bul_note where id = ?", id)
        .orElse(1);
  }

  private static Optional<Note> same(Connection connection, Note note) throws SQLException {
    return Sql.first(
        connection,
        NoteTable::read,
        SELECT + "where tenant = ? and original = ?",
        note.tenant(),
        note.original().sha256());
  }

  private static int insert(Connection connection, Note note, String subject) throws SQLException {
    return Sql.update(
        connection,
        "insert into bul_note ("
            + COLUMNS
            + ", subject, attempts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)"
            + " on conflict do nothing",
        note.id(),
        note.tenant(),
        cut(note.title(), 300),
        cut(note.fileName(), 300),
        cut(note.mediaType(), 200),
        note.original().sha256(),
        note.size(),
        note.state().id(),
        note.reason(),
        note.text().map(ArtifactId::sha256),
        note.pages(),
        note.words(),
        note.chunks(),
        note.createdAt(),
        subject);
  }

  private static Note read(ResultSet row) throws SQLException {
    return new Note(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("title"),
        row.getString("file_name"),
        row.getString("media_type"),
        new ArtifactId(row.getString("original")),
        row.getLong("size_bytes"),
        NoteState.of(row.getString("state")),
        Sql.optionalText(row, "reason"),
        Sql.optionalText(row, "text_artifact").map(ArtifactId::new),
        row.getInt("pages"),
        row.getInt("words"),
        row.getInt("chunks"),
        Sql.instant(row, "created_at"));
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
