package io.blatam.bul.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.template.Template;
import io.blatam.bul.template.TemplateDocument;
import io.blatam.bul.template.sandbox.Field;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import io.blatam.platform.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tenants' templates, their versions, and the documents that were made of them. */
public final class TemplateTable {

  private static final String SELECT =
      "select t.id, t.tenant, t.name, t.kind, v.version, v.artifact, v.language, v.currency,"
          + " v.country, v.fields, v.created_at"
          + " from bul_template t join bul_template_version v on v.template_id = t.id ";

  private final Database database;

  public TemplateTable(Database database) {
    this.database = database;
  }

  /** Adds a template with its first version, unless the tenant has as many as it may. */
  public CompletionStage<Boolean> add(Template template, String subject, int atMost) {
    return database.transaction(
        connection -> {
          if (count(connection, template.tenant()) >= atMost) {
            return false;
          }
          Sql.update(
              connection,
              "insert into bul_template (id, tenant, name, kind, version, created_at)"
                  + " values (?, ?, ?, ?, ?, ?)",
              template.id(),
              template.tenant(),
              template.name(),
              template.kind().id(),
              template.version(),
              template.createdAt());
          insertVersion(connection, template, subject);
          return true;
        });
  }

  /**
   * Adds a version after the one that {@code template} was read as.
   *
   * @return whether nobody else had added one meanwhile
   */
  public CompletionStage<Boolean> addVersion(Template template, String subject) {
    return database.transaction(
        connection -> {
          int changed =
              Sql.update(
                  connection,
                  "update bul_template set version = ?, name = ? where tenant = ? and id = ?"
                      + " and version = ?",
                  template.version(),
                  template.name(),
                  template.tenant(),
                  template.id(),
                  template.version() - 1);
          if (changed == 0) {
            return false;
          }
          insertVersion(connection, template, subject);
          return true;
        });
  }

  /** A version, or the latest one; empty for another tenant's. */
  public CompletionStage<Optional<Template>> find(
      String tenant, String id, Optional<Integer> version) {
    List<Object> parameters = new ArrayList<>(List.of(tenant, id));
    version.ifPresent(parameters::add);
    return database.call(
        connection ->
            Sql.first(
                connection,
                TemplateTable::read,
                SELECT
                    + "where t.tenant = ? and t.id = ? and v.version = "
                    + (version.isPresent() ? "?" : "t.version"),
                parameters.toArray()));
  }

  /** Latest versions, newest first. */
  public CompletionStage<List<Template>> list(String tenant) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                TemplateTable::read,
                SELECT
                    + "where t.tenant = ? and v.version = t.version"
                    + " order by t.created_at desc, t.id desc",
                tenant));
  }

  /** All versions of a template, newest first. */
  public CompletionStage<List<Template>> versions(String tenant, String id) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                TemplateTable::read,
                SELECT + "where t.tenant = ? and t.id = ? order by v.version desc",
                tenant,
                id));
  }

  /** Removes a template; its versions are given back. Documents made of it stay. */
  public CompletionStage<List<Template>> remove(String tenant, String id) {
    return versions(tenant, id)
        .thenCompose(
            versions ->
                database.transaction(
                    connection -> {
                      if (!versions.isEmpty()) {
                        Sql.update(
                            connection,
                            "delete from bul_template_version where template_id = ?",
                            id);
                        Sql.update(connection, "delete from bul_template where id = ?", id);
                      }
                      return versions;
                    }));
  }

  /** A document from before they were jobs; empty for another tenant's. */
  public CompletionStage<Optional<TemplateDocument>> document(
      String tenant, String templateId, String id) {
    return database.call(
        connection ->
            Sql.first(
                connection,
                row ->
                    new TemplateDocument(
                        id,
                        tenant,
                        templateId,
                        row.getInt("version"),
                        row.getString("title"),
                        List.of(
                            Json.read(
                                row.getString("files").getBytes(StandardCharsets.UTF_8),
                                TemplateDocument.File[].class)),
                        Sql.instant(row, "created_at")),
                "select version, title, files, created_at from bul_template_document"
                    + " where tenant = ? and template_id = ? and id = ?",
                tenant,
                templateId,
                id));
  }

  private static int count(Connection connection, String tenant) throws SQLException {
    return Sql.first(
            connection,
            row -> row.getInt(1),
            "select count(*) from bul_template where tenant = ?",
            tenant)
        .orElseThrow();
  }

  private static void insertVersion(Connection connection, Template template, String subject)
      throws SQLException {
    Sql.update(
        connection,
        "insert into bul_template_version (template_id, version, artifact, language, currency,"
            + " country, fields, subject, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        template.id(),
        template.version(),
        template.source().sha256(),
        template.language(),
        template.currency(),
        template.country(),
        new String(Json.write(template.fields()), StandardCharsets.UTF_8),
        subject,
        template.createdAt());
  }

  private static Template read(ResultSet row) throws SQLException {
    List<Field> fields = new ArrayList<>();
    for (JsonNode field :
        Json.read(row.getString("fields").getBytes(StandardCharsets.UTF_8), JsonNode.class)) {
      fields.add(Json.convert(field, Field.class));
    }
    return new Template(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("name"),
        Template.Kind.of(row.getString("kind")),
        row.getInt("version"),
        new ArtifactId(row.getString("artifact")),
        row.getString("language"),
        row.getString("currency"),
        row.getString("country"),
        fields,
        Sql.instant(row, "created_at"));
  }
}
