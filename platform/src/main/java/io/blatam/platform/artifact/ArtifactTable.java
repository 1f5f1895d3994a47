package io.blatam.platform.artifact;

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
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The rows that make blobs artifacts, and those that remember loose blobs. */
final class ArtifactTable {

  /** An artifact and the blob its bytes are in. */
  record Row(Artifact artifact, UUID blob) {}

  private final Database database;

  ArtifactTable(Database database) {
    this.database = database;
  }

  CompletionStage<Optional<Row>> find(String tenant, ArtifactId id) {
    return database.call(connection -> select(connection, tenant, id));
  }

  CompletionStage<?> loose(UUID blob, Instant since) {
    return database.call(connection -> insertLoose(connection, blob, since));
  }

  CompletionStage<?> forgetLoose(UUID blob) {
    return database.call(connection -> deleteLoose(connection, blob));
  }

  CompletionStage<List<UUID>> looseSince(Instant before) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select blob_id from artifact_loose_blob where since < ?")) {
            select.setObject(1, utc(before));
            try (ResultSet rows = select.executeQuery()) {
              List<UUID> blobs = new ArrayList<>();
              while (rows.next()) {
                blobs.add(UUID.fromString(rows.getString(1)));
              }
              return blobs;
            }
          }
        });
  }

  /**
   * Makes the blob an artifact, or counts one more reference to the artifact that is there already;
   * then the blob stays loose.
   */
  CompletionStage<Row> commit(Artifact artifact, UUID blob) {
    return database.transaction(
        connection -> {
          while (true) {
            if (insert(connection, artifact, blob) == 1) {
              deleteLoose(connection, blob);
              return new Row(artifact, blob);
            }
            if (count(connection, artifact.tenant(), artifact.id(), 1) == 1) {
              return select(connection, artifact.tenant(), artifact.id()).orElseThrow();
            }
          }
        });
  }

  /**
   * Takes one reference away. With the last one the row goes and the blob, which is returned,
   * becomes loose.
   */
  CompletionStage<Optional<UUID>> release(String tenant, ArtifactId id, Instant now) {
    return database.transaction(
        connection -> {
          if (count(connection, tenant, id, -1) == 0) {
            return Optional.empty();
          }
          UUID blob = select(connection, tenant, id).orElseThrow().blob();
          try (PreparedStatement delete =
              connection.prepareStatement(
                  "delete from artifact where tenant = ? and sha256 = ? and reference_count <= 0")) {
            delete.setString(1, tenant);
            delete.setString(2, id.sha256());
            if (delete.executeUpdate() == 0) {
              return Optional.empty();
            }
          }
          insertLoose(connection, blob, now);
          return Optional.of(blob);
        });
  }

  private static int insert(Connection connection, Artifact artifact, UUID blob)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into artifact (tenant, sha256, media_type, size_bytes, blob_id, reference_count, created_at)"
                + " values (?, ?, ?, ?, ?, 1, ?) on conflict do nothing")) {
      insert.setString(1, artifact.tenant());
      insert.setString(2, artifact.id().sha256());
      insert.setString(3, artifact.mediaType());
      insert.setLong(4, artifact.size());
      insert.setString(5, blob.toString());
      insert.setObject(6, utc(artifact.createdAt()));
      return insert.executeUpdate();
    }
  }

  private static int count(Connection connection, String tenant, ArtifactId id, int difference)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update artifact set reference_count = reference_count + ? where tenant = ? and sha256 = ?")) {
      update.setInt(1, difference);
      update.setString(2, tenant);
      update.setString(3, id.sha256());
      return update.executeUpdate();
    }
  }

  private static Optional<Row> select(Connection connection, String tenant, ArtifactId id)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select media_type, size_bytes, blob_id, created_at from artifact where tenant = ? and sha256 = ?")) {
      select.setString(1, tenant);
      select.setString(2, id.sha256());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        Instant createdAt = row.getObject(4, OffsetDateTime.class).toInstant();
        return Optional.of(
            new Row(
                new Artifact(id, tenant, row.getString(1), row.getLong(2), createdAt),
                UUID.fromString(row.getString(3))));
      }
    }
  }

  private static int insertLoose(Connection connection, UUID blob, Instant since)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into artifact_loose_blob (blob_id, since) values (?, ?)")) {
      insert.setString(1, blob.toString());
      insert.setObject(2, utc(since));
      return insert.executeUpdate();
    }
  }

  private static int deleteLoose(Connection connection, UUID blob) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from artifact_loose_blob where blob_id = ?")) {
      delete.setString(1, blob.toString());
      return delete.executeUpdate();
    }
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
