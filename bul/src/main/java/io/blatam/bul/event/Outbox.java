package io.blatam.bul.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.store.Ask;
import io.blatam.platform.database.Sql;
import io.blatam.platform.http.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be told, written in the transaction of the change that it tells of: either both are
 * there or neither is. {@link EventRelay} takes it from there.
 */
public final class Outbox {

  private static final String DOCUMENTS = "/api/v1/bul/documents/";

  private Outbox() {}

  /** A job was accepted. */
  public static void submitted(Connection connection, Ask ask, Optional<String> key)
      throws SQLException {
    ObjectNode data = Json.mapper().createObjectNode();
    data.put("id", ask.jobId())
        .put("status", JobStatus.QUEUED.id())
        .put("document_type", ask.documentType())
        .put("language", ask.language())
        .put("title", ask.title())
        .put("created_at", ask.at().toString());
    ask.revision().ifPresent(revision -> revises(data, revision.document(), revision.version()));
    write(
        connection,
        ask.tenant(),
        Optional.of(ask.jobId()),
        Origin.of(key),
        "evt_" + ask.jobId() + "_0",
        EventType.DOCUMENT_SUBMITTED,
        ask.at(),
        data);
  }

  /**
   * A job's row goes from one status to the next, perhaps over several. Called before the row is
   * changed.
   *
   * @param steps in order of their revisions
   */
  public static void changes(Connection connection, List<JobView> steps) throws SQLException {
    record Before(String tenant, JobStatus status, Optional<String> key, long revision) {}
    JobView last = steps.get(steps.size() - 1);
    Optional<Before> before =
        Sql.first(
            connection,
            row ->
                new Before(
                    row.getString("tenant"),
                    JobStatus.of(row.getString("status")),
                    Sql.optionalText(row, "idempotency_key"),
                    row.getLong("revision")),
            "select tenant, status, idempotency_key, revision from bul_job where id = ?"
                + " and revision < ? for update",
            last.id(),
            last.revision());
    if (before.isEmpty()) {
      return;
    }
    JobStatus status = before.get().status();
    for (JobView job : steps) {
      if (job.revision() <= before.get().revision()) {
        continue;
      }
      Optional<EventType> type = EventType.of(status, job.status());
      status = job.status();
      if (type.isPresent()) {
        write(
            connection,
            before.get().tenant(),
            Optional.of(job.id()),
            Origin.of(before.get().key()),
            "evt_" + job.id() + "_" + job.revision(),
            type.get(),
            job.finishedAt().orElseGet(() -> job.createdAt().plusMillis(job.elapsedMs())),
            data(job));
      }
    }
  }

  /** A bulk has come to its end. */
  public static void bulkFinished(
      Connection connection, String tenant, String bulk, Instant at, ObjectNode data)
      throws SQLException {
    write(
        connection,
        tenant,
        Optional.empty(),
        Optional.empty(),
        "evt_" + bulk + "_end",
        EventType.BULK_FINISHED,
        at,
        data);
  }

  private static void write(
      Connection connection,
      String tenant,
      Optional<String> jobId,
      Optional<Origin> origin,
      String id,
      EventType type,
      Instant at,
      ObjectNode data)
      throws SQLException {
    origin.ifPresent(known -> known.describe(data));
    Optional<String> bulk =
        type == EventType.BULK_FINISHED
            ? Optional.of(data.get("id").textValue())
            : origin
                .filter(Origin.BulkRow.class::isInstance)
                .map(row -> ((Origin.BulkRow) row).bulk());
    Sql.update(
        connection,
        "insert into bul_outbox (event_id, tenant, job_id, bulk_id, type, happened_at, payload)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        id,
        tenant,
        jobId,
        bulk,
        type.id(),
        at,
        payload(id, type, at, data));
  }

  /** The JSON that goes out. */
  public static String payload(String id, EventType type, Instant at, ObjectNode data) {
    ObjectNode payload = Json.mapper().createObjectNode();
    payload.put("id", id).put("type", type.id()).put("timestamp", at.toString());
    payload.set("data", data);
    return payload.toString();
  }

  private static ObjectNode data(JobView job) {
    ObjectNode data = Json.mapper().createObjectNode();
    data.put("id", job.id())
        .put("status", job.status().id())
        .put("document_type", job.documentType())
        .put("language", job.language())
        .put("title", job.title())
        .put("attempt", job.attempt())
        .put("created_at", job.createdAt().toString());
    job.revises().ifPresent(of -> revises(data, of.document(), of.version()));
    job.finishedAt().ifPresent(at -> data.put("finished_at", at.toString()));
    if (job.status() == JobStatus.FAILED) {
      job.error().ifPresent(why -> data.put("error", why));
    }
    if (job.status() == JobStatus.DONE) {
      files(data, job.id(), job.files());
    }
    data.putObject("links").put("self", DOCUMENTS + job.id());
    return data;
  }

  /** What a version is one of. */
  private static void revises(ObjectNode data, String document, int version) {
    data.put("document", document).put("version", version);
  }

  private static void files(ObjectNode data, String jobId, List<JobView.File> files) {
    var list = data.putArray("files");
    files.forEach(
        file ->
            list.addObject()
                .put("format", file.format())
                .put("name", file.name())
                .put("media_type", file.mediaType())
                .put("size", file.size())
                .put("href", DOCUMENTS + jobId + "/files/" + file.format()));
  }
}
