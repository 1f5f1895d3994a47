package io.blatam.bul.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.template.Template;
import io.blatam.bul.template.TemplateDocument;
import io.blatam.bul.template.sandbox.Field;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.database.Database;
import io.blatam.platform.http.Json;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Tenants' templates, their versions, and the documents that were made of them. */
public final class TemplateTable {

  private static final String COLUMNS =
      "t.id, t.tenant, t.name, t.kind, v.version, v.artifact, v.language, v.currency, v.country,"
          + " v.fields, v.created_at";
  private static final String FROM =
      " from bul_template t join bul_template_version v on v.template_id = t.id";

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
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into bul_template (id, tenant, name, kind, version, created_at)"
                      + " values (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, template.id());
            insert.setString(2, template.tenant());
            insert.setString(3, template.name());
            insert.setString(4, template.kind().id());
            insert.setInt(5, template.version());
            insert.setObject(6, template.createdAt().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
          }
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
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update bul_template set version = ?, name = ? where tenant = ? and id = ?"
                      + " and version = ?")) {
            update.setInt(1, template.version());
            update.setString(2, template.name());
            update.setString(3, template.tenant());
            update.setString(4, template.id());
            update.setInt(5, template.version() - 1);
            if (update.executeUpdate() == 0) {
              return false;
            }
          }
          insertVersion(connection, template, subject);
          return true;
        });
  }

  /** A version, or the latest one; empty for another tenant's. */
  public CompletionStage<Optional<Template>> find(
      String tenant, String id, Optional<Integer> version) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + FROM
                      + " where t.tenant = ? and t.id = ? and v.version = "
                      + (version.isPresent() ? "?" : "t.version"))) {
            select.setString(1, tenant);
            select.setString(2, id);
            if (version.isPresent()) {
              select.setInt(3, version.get());
            }
            return all(select).stream().findFirst();
          }
        });
  }

  /** Latest versions, newest first. */
  public CompletionStage<List<Template>> list(String tenant) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + FROM
                      + " where t.tenant = ? and v.version = t.version"
                      + " order by t.created_at desc, t.id desc")) {
            select.setString(1, tenant);
            return all(select);
          }
        });
  }

  /** All versions of a template, newest first. */
  public CompletionStage<List<Template>> versions(String tenant, String id) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + COLUMNS
                      + FROM
                      + " where t.tenant = ? and t.id = ? order by v.version desc")) {
            select.setString(1, tenant);
            select.setString(2, id);
            return all(select);
          }
        });
  }

  /** Removes a template; its versions are given back. Documents made of it stay. */
  public CompletionStage<List<Template>> remove(String tenant, String id) {
    return versions(tenant, id)
        .thenCompose(
            versions ->
                database.transaction(
                    connection -> {
                      if (!versions.isEmpty()) {
                        delete(
                            connection,
                            "delete from bul_template_version where template_id = ?",
                            id);
                        delete(connection, "delete from bul_template where id = ?", id);
                      }
                      return versions;
                    }));
  }

  /** A document from before they were jobs; empty for another tenant's. */
  public CompletionStage<Optional<TemplateDocument>> document(
      String tenant, String templateId, String id) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select version, title, files, created_at from bul_template_document"
                      + " where tenant = ? and template_id = ? and id = ?")) {
            select.setString(1, tenant);
            select.setString(2, templateId);
            select.setString(3, id);
            try (ResultSet row = select.executeQuery()) {
              if (!row.next()) {
                return Optional.empty();
              }
              return Optional.of(
                  new TemplateDocument(
                      id,
                      tenant,
                      templateId,
                      row.getInt(1),
                      row.getString(2),
                      List.of(
                          Json.read(
                              row.getString(3).getBytes(StandardCharsets.UTF_8),
                              TemplateDocument.File[].class)),
                      row.getObject(4, OffsetDateTime.class).toInstant()));
            }
          }
        });
  }

  private static int count(Connection connection, String tenant) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select count(*) from bul_template where tenant = ?")) {
      select.setString(1, tenant);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  private static void insertVersion(Connection connection, Template template, String subject)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into bul_template_version (template_id, version, artifact, language, currency,"
                + " country, fields, subject, created_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, template.id());
      insert.setInt(2, template.version());
      insert.setString(3, template.source().sha256());
      insert.setString(4, template.language());
      insert.setString(5, template.currency());
      insert.setString(6, template.country());
      insert.setString(7, new String(Json.write(template.fields()), StandardCharsets.UTF_8));
      insert.setString(8, subject);
      insert.setObject(9, template.createdAt().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  private static void delete(Connection connection, String sql, String id) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setString(1, id);
      delete.executeUpdate();
    }
  }

  private static List<Template> all(PreparedStatement select) throws SQLException {
    List<Template> templates = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode field :
            Json.read(row.getString(10).getBytes(StandardCharsets.UTF_8), JsonNode.class)) {
          fields.add(Json.convert(field, Field.class));
        }
        templates.add(
            new Template(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                Template.Kind.of(row.getString(4)),
                row.getInt(5),
                new ArtifactId(row.getString(6)),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                fields,
                row.getObject(11, OffsetDateTime.class).toInstant()));
      }
    }
    return templates;
  }
}
