package io.blatam.bul.store;

import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.database.Database;
import io.blatam.platform.http.Json;
import io.blatam.redundancy.api.Signature;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** A tenant's finished documents, as far as comparing needs them. */
public final class DocumentTable {

  /**
   * @param markdown the artifact with its text
   */
  public record Finished(String jobId, String title, ArtifactId markdown, Signature signature) {}

  private final Database database;

  public DocumentTable(Database database) {
    this.database = database;
  }

  /** The newest documents of a tenant that were accepted before an instant. */
  public CompletionStage<List<Finished>> before(String tenant, Instant before, int atMost) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select job_id, title, markdown, signature from bul_document"
                      + " where tenant = ? and created_at < ? order by created_at desc limit ?")) {
            select.setString(1, tenant);
            select.setObject(2, before.atOffset(ZoneOffset.UTC));
            select.setInt(3, atMost);
            try (ResultSet rows = select.executeQuery()) {
              List<Finished> documents = new ArrayList<>();
              while (rows.next()) {
                documents.add(
                    new Finished(
                        rows.getString(1),
                        rows.getString(2),
                        new ArtifactId(rows.getString(3)),
                        Json.read(
                            rows.getString(4).getBytes(StandardCharsets.UTF_8), Signature.class)));
              }
              return documents;
            }
          }
        });
  }

  /** Adding a document that is there is no failure and no change. */
  public CompletionStage<Integer> add(
      String tenant, Finished document, String language, Instant acceptedAt) {
    return database.call(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into bul_document (job_id, tenant, title, language, markdown, signature, created_at)"
                      + " values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing")) {
            insert.setString(1, document.jobId());
            insert.setString(2, tenant);
            insert.setString(
                3, document.title().substring(0, Math.min(300, document.title().length())));
            insert.setString(4, language);
            insert.setString(5, document.markdown().sha256());
            insert.setString(
                6, new String(Json.write(document.signature()), StandardCharsets.UTF_8));
            insert.setObject(7, acceptedAt.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate();
          }
        });
  }
}
