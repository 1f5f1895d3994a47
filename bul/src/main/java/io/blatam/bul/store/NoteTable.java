package io.blatam.bul.store;

import io.blatam.bul.knowledge.Note;
import io.blatam.bul.knowledge.NoteState;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
          try (PreparedStatement count =
              connection.prepareStatement(
                  "select count(*), coalesce(sum(size_bytes), 0) from bul_note where tenant = ?")) {
            count.setString(1, note.tenant());
            try (ResultSet row = count.executeQuery()) {
              row.next();
              if (row.getInt(1) >= atMost || row.getLong(2) + note.size() > atMostBytes) {
                return new Added.Full(row.getInt(1), row.getLong(2));
              }
            }
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
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select " + COLUMNS + " from bul_note where tenant = ? and id = ?")) {
            select.setString(1, tenant);
            select.setString(2, id);
            return first(select);
          }
        });
  }

  /**
   * @throws IllegalArgumentException for a cursor that no page gave
   */
  public CompletionStage<Page> page(String tenant, Optional<String> cursor, int limit) {
    Optional<ListCursor> from = cursor.map(ListCursor::read);
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + " from bul_note where tenant = ?"
                      + from.map(at -> " and (created_at < ? or (created_at = ? and id < ?))")
                          .orElse("")
                      + " order by created_at desc, id desc limit "
                      + (limit + 1))) {
            select.setString(1, tenant);
            if (from.isPresent()) {
              select.setObject(2, from.get().createdAt());
              select.setObject(3, from.get().createdAt());
              select.setString(4, from.get().id());
            }
            List<Note> notes = all(select);
            if (notes.size() <= limit) {
              return new Page(notes, Optional.empty());
            }
            Note last = notes.get(limit - 1);
            return new Page(
                notes.subList(0, limit),
                Optional.of(
                    new ListCursor(last.createdAt().atOffset(ZoneOffset.UTC), last.id()).text()));
          }
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
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update bul_note set state = 'reading', attempts = attempts + 1, leased_until = ?"
                      + " where id = ? and state in ('queued', 'reading')"
                      + " and (leased_until is null or leased_until < ?)")) {
            update.setObject(1, utc(until));
            update.setString(2, waiting.get().id());
            update.setObject(3, utc(now));
            // Another node was faster: it is not waiting any more, and the next look finds others.
            if (update.executeUpdate() == 0) {
              return Optional.empty();
            }
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
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update bul_note set leased_until = ? where id = ? and state = 'reading'")) {
            update.setObject(1, utc(until));
            update.setString(2, id);
            return update.executeUpdate();
          }
        });
  }

  /** Gives a note back, to be read again after {@code notBefore}. */
  public CompletionStage<Integer> release(String id, Instant notBefore) {
    return renew(id, notBefore);
  }

  public CompletionStage<Integer> refuse(String id, String reason) {
    return database.call(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update bul_note set state = 'refused', reason = ?, leased_until = null"
                      + " where id = ? and state <> 'ready'")) {
            update.setString(1, cut(reason, 1000));
            update.setString(2, id);
            return update.executeUpdate();
          }
        });
  }

  private static Optional<Note> waiting(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + COLUMNS
                + " from bul_note where state in ('queued', 'reading')"
                + " and (leased_until is null or leased_until < ?) order by created_at limit 1")) {
      select.setObject(1, utc(now));
      return first(select);
    }
  }

  private static int attempts(Connection connection, String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select attempts from bul_note where id = ?")) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getInt(1) : 1;
      }
    }
  }

  private static Optional<Note> same(Connection connection, Note note) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select " + COLUMNS + " from bul_note where tenant = ? and original = ?")) {
      select.setString(1, note.tenant());
      select.setString(2, note.original().sha256());
      return first(select);
    }
  }

  private static int insert(Connection connection, Note note, String subject) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into bul_note ("
                + COLUMNS
                + ", subject, attempts) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0) on"
                + " conflict do nothing")) {
      insert.setString(1, note.id());
      insert.setString(2, note.tenant());
      insert.setString(3, cut(note.title(), 300));
      insert.setString(4, cut(note.fileName(), 300));
      insert.setString(5, cut(note.mediaType(), 200));
      insert.setString(6, note.original().sha256());
      insert.setLong(7, note.size());
      insert.setString(8, note.state().id());
      insert.setString(9, note.reason().orElse(null));
      insert.setString(10, note.text().map(ArtifactId::sha256).orElse(null));
      insert.setInt(11, note.pages());
      insert.setInt(12, note.words());
      insert.setInt(13, note.chunks());
      insert.setObject(14, utc(note.createdAt()));
      insert.setString(15, subject);
      return insert.executeUpdate();
    }
  }

  private static Optional<Note> first(PreparedStatement select) throws SQLException {
    return all(select).stream().findFirst();
  }

  private static List<Note> all(PreparedStatement select) throws SQLException {
    List<Note> notes = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        notes.add(
            new Note(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                new ArtifactId(row.getString(6)),
                row.getLong(7),
                NoteState.of(row.getString(8)),
                Optional.ofNullable(row.getString(9)),
                Optional.ofNullable(row.getString(10)).map(ArtifactId::new),
                row.getInt(11),
                row.getInt(12),
                row.getInt(13),
                row.getObject(14, OffsetDateTime.class).toInstant()));
      }
    }
    return notes;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
