package io.blatam.platform.artifact;

import akka.util.ByteString;
import io.blatam.platform.database.Database;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Chunks as rows. Each is committed by itself: no transaction stays open while a client is slow.
 */
final class DatabaseBlobs implements Blobs {

  private final Database database;

  DatabaseBlobs(Database database) {
    this.database = database;
  }

  @Override
  public CompletionStage<?> append(UUID blob, int position, ByteString chunk) {
    return database.call(
        connection -> {
          try (var insert =
              connection.prepareStatement(
                  "insert into artifact_chunk (blob_id, position, bytes) values (?, ?, ?)")) {
            insert.setString(1, blob.toString());
            insert.setInt(2, position);
            insert.setBytes(3, chunk.toArrayUnsafe());
            return insert.executeUpdate();
          }
        });
  }

  @Override
  public CompletionStage<?> seal(UUID blob) {
    return CompletableFuture.completedStage(blob);
  }

  @Override
  public CompletionStage<ByteString> chunk(UUID blob, int position) {
    return database.call(
        connection -> {
          try (var select =
              connection.prepareStatement(
                  "select bytes from artifact_chunk where blob_id = ? and position = ?")) {
            select.setString(1, blob.toString());
            select.setInt(2, position);
            try (var row = select.executeQuery()) {
              if (!row.next()) {
                throw new IllegalStateException("blob " + blob + " has no chunk " + position);
              }
              return ByteString.fromArrayUnsafe(row.getBytes(1));
            }
          }
        });
  }

  @Override
  public CompletionStage<?> remove(UUID blob) {
    return database.call(
        connection -> {
          try (var delete =
              connection.prepareStatement("delete from artifact_chunk where blob_id = ?")) {
            delete.setString(1, blob.toString());
            return delete.executeUpdate();
          }
        });
  }
}
