package io.blatam.bul.store;

import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Files by what they were rendered from. */
public final class RenderingTable {

  /**
   * @param markdown the text's artifact
   * @param renderers version of the program that renders
   */
  public record Source(String tenant, ArtifactId markdown, String format, String renderers) {}

  /**
   * @param size in bytes
   */
  public record Rendering(ArtifactId file, long size) {}

  private final Database database;

  public RenderingTable(Database database) {
    this.database = database;
  }

  public CompletionStage<Optional<Rendering>> find(Source source) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select artifact, size_bytes from bul_rendering"
                      + " where tenant = ? and markdown = ? and format = ? and renderers = ?")) {
            bind(select, source);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(new Rendering(new ArtifactId(row.getString(1)), row.getLong(2)))
                  : Optional.empty();
            }
          }
        });
  }

  /** The first one stays: two renderings of one text are as good as each other. */
  public CompletionStage<Integer> add(Source source, Rendering rendering) {
    return database.call(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into bul_rendering (tenant, markdown, format, renderers, artifact, size_bytes)"
                      + " values (?, ?, ?, ?, ?, ?) on conflict do nothing")) {
            bind(insert, source);
            insert.setString(5, rendering.file().sha256());
            insert.setLong(6, rendering.size());
            return insert.executeUpdate();
          }
        });
  }

  /** Forgets what was rendered from a text; the files that are not needed any more. */
  public CompletionStage<List<ArtifactId>> forget(String tenant, ArtifactId markdown) {
    return database.transaction(
        connection -> {
          List<ArtifactId> files =
              Sql.query(
                  connection,
                  row -> new ArtifactId(row.getString(1)),
                  "select artifact from bul_rendering where tenant = ? and markdown = ?",
                  tenant,
                  markdown.sha256());
          Sql.update(
              connection,
              "delete from bul_rendering where tenant = ? and markdown = ?",
              tenant,
              markdown.sha256());
          return files;
        });
  }

  private static void bind(PreparedStatement statement, Source source)
      throws java.sql.SQLException {
    statement.setString(1, source.tenant());
    statement.setString(2, source.markdown().sha256());
    statement.setString(3, source.format());
    statement.setString(4, source.renderers());
  }
}
