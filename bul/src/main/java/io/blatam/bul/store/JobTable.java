package io.blatam.bul.store;

import akka.Done;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.event.Outbox;
import io.blatam.platform.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;

/** Jobs as they were accepted, and where they stand. */
public final class JobTable {

  private static final String ASK_COLUMNS =
      "id, tenant, subject, request, priority, formats, created_at, document_type, language, title,"
          + " deadline";

  /** Jobs that are accepted, and steps that are written down, in one transaction. */
  private static final int TOGETHER = 128;

  /** Acceptances need no order, and on a busy machine one thread would get little of it. */
  private static final int ADMITTING = 4;

  private final Database database;
  private final GroupCommit<Request, Admission> admissions;
  private final GroupCommit<JobView, Done> steps;

  public JobTable(Database database) {
    this.database = database;
    this.admissions = new GroupCommit<>(database, ADMITTING, TOGETHER, JobTable::admitTogether);
    this.steps = new GroupCommit<>(database, 1, TOGETHER, JobTable::followTogether);
  }

  private record Request(
      Ask ask, Place place, Optional<String> idempotencyKey, String requestSha256) {}

  /** What came of trying to accept a job. */
  public sealed interface Admission {
    /** It is durable now. */
    record Accepted() implements Admission {}

    /** The key was used before: for this job, with a request of this hash. */
    record KeyUsed(Ask ask, String requestSha256) implements Admission {}
  }

  /**
   * A job's place in its tenant's line, and what limits count it by.
   *
   * @param key the smaller, the sooner
   */
  public record Place(long key, String area, String provider) {}

  /**
   * Makes a job durable, unless its key was used. One row, whatever else is in the table; of two at
   * the same time with one key, one is told of the other.
   */
  public CompletionStage<Admission> admit(
      Ask ask, Place place, Optional<String> idempotencyKey, String requestSha256) {
    Request request = new Request(ask, place, idempotencyKey, requestSha256);
    // A revision may be refused, which must not take others along.
    return ask.revision().isPresent()
        ? database.transaction(connection -> admitRevision(connection, request))
        : admissions.write(request);
  }

  private static Admission admitRevision(Connection connection, Request request)
      throws SQLException {
    Admission admission = admitTogether(connection, List.of(request)).get(0);
    if (admission instanceof Admission.Accepted) {
      VersionPlaces.reserve(connection, request.ask(), request.ask().revision().orElseThrow());
    }
    return admission;
  }

  private static List<Admission> admitTogether(Connection connection, List<Request> requests)
      throws SQLException {
    List<Admission> admissions = new ArrayList<>();
    for (Request request : requests) {
      Ask ask = request.ask();
      Optional<String> key = request.idempotencyKey();
      if (insert(connection, ask, request.place(), key, request.requestSha256()) == 1) {
        Outbox.submitted(connection, ask, key);
        admissions.add(new Admission.Accepted());
      } else {
        admissions.add(usedKey(connection, ask.tenant(), key).orElseThrow());
      }
    }
    return admissions;
  }

  /** The job that a key was used for, if it was. */
  public CompletionStage<Optional<Admission.KeyUsed>> usedKey(String tenant, String key) {
    return database.call(connection -> usedKey(connection, tenant, Optional.of(key)));
  }

  /** Empty for another tenant's job. */
  public CompletionStage<Optional<Ask>> find(String tenant, String jobId) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  // By the key alone: while PostgreSQL knew little of a tenant's jobs, it took an
                  // index that begins with the tenant, and read all of them.
                  "select " + ASK_COLUMNS + " from bul_job where id = ?")) {
            select.setString(1, jobId);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(ask(row)).filter(ask -> ask.tenant().equals(tenant))
                  : Optional.empty();
            }
          }
        });
  }

  /**
   * Follows the journal. What is older than what is known is ignored, so order and repetition do
   * not matter. A job that was given to a worker, or has ended, leaves the line.
   */
  public CompletionStage<Done> follow(JobView job) {
    return steps.write(job);
  }

  /** Of several steps of one job the row takes the last; each is told. */
  private static List<Done> followTogether(Connection connection, List<JobView> steps)
      throws SQLException {
    // In one order everywhere, so that no two nodes wait for each other's rows.
    SortedMap<String, List<JobView>> byJob = new TreeMap<>();
    steps.forEach(step -> byJob.computeIfAbsent(step.id(), first -> new ArrayList<>()).add(step));
    try (PreparedStatement update =
        connection.prepareStatement(
            "update bul_job set status = ?, title = ?, finished_at = ?, revision = ?,"
                + " attempts = ?, reason = ?,"
                + " queue_key = case when cast(? as boolean) then queue_key else null end"
                + " where id = ? and revision < ?")) {
      for (List<JobView> ofOne : byJob.values()) {
        ofOne.sort(Comparator.comparingLong(JobView::revision));
        Outbox.changes(connection, ofOne);
        JobView job = ofOne.get(ofOne.size() - 1);
        update.setString(1, job.status().id());
        update.setString(2, cut(job.title(), 300));
        update.setObject(3, job.finishedAt().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
        update.setLong(4, job.revision());
        update.setInt(5, job.attempt());
        update.setString(6, reason(job));
        update.setBoolean(7, job.status() == JobStatus.QUEUED);
        update.setString(8, job.id());
        update.setLong(9, job.revision());
        update.addBatch();
      }
      update.executeBatch();
    }
    return Collections.nCopies(steps.size(), Done.getInstance());
  }

  /** Puts a job that waits in line again, with what it asks for by now. */
  public CompletionStage<Integer> putInLine(JobView job, Ask ask, long key) {
    return database.call(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update bul_job set status = ?, finished_at = null, reason = null, queue_key = ?,"
                      + " request = ?, document_type = ?, language = ?, revision = ?"
                      + " where id = ? and revision <= ?")) {
            update.setString(1, job.status().id());
            update.setLong(2, key);
            update.setString(3, ask.request());
            update.setString(4, ask.documentType());
            update.setString(5, ask.language());
            update.setLong(6, job.revision());
            update.setString(7, job.id());
            update.setLong(8, job.revision());
            return update.executeUpdate();
          }
        });
  }

  private static Optional<Admission.KeyUsed> usedKey(
      Connection connection, String tenant, Optional<String> key) throws SQLException {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + ASK_COLUMNS
                + ", request_sha256 from bul_job where tenant = ? and idempotency_key = ?")) {
      select.setString(1, tenant);
      select.setString(2, key.get());
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(new Admission.KeyUsed(ask(row), row.getString("request_sha256")))
            : Optional.empty();
      }
    }
  }

  private static int insert(
      Connection connection, Ask ask, Place place, Optional<String> key, String requestSha256)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into bul_job ("
                + ASK_COLUMNS
                + ", idempotency_key, request_sha256, queue_key, area, provider, status, revision)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', 0)"
                + " on conflict do nothing")) {
      insert.setString(1, ask.jobId());
      insert.setString(2, ask.tenant());
      insert.setString(3, ask.subject());
      insert.setString(4, ask.request());
      insert.setInt(5, ask.priority());
      insert.setString(6, String.join(",", ask.formats()));
      insert.setObject(7, ask.at().atOffset(ZoneOffset.UTC));
      insert.setString(8, ask.documentType());
      insert.setString(9, ask.language());
      insert.setString(10, cut(ask.title(), 300));
      insert.setObject(11, ask.deadline().map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null));
      insert.setString(12, key.orElse(null));
      insert.setString(13, requestSha256);
      insert.setLong(14, place.key());
      insert.setString(15, cut(place.area(), 40));
      insert.setString(16, cut(place.provider(), 60));
      return insert.executeUpdate();
    }
  }

  private static Ask ask(ResultSet row) throws SQLException {
    return new Ask(
        row.getString("id"),
        row.getString("tenant"),
        row.getString("subject"),
        row.getString("request"),
        row.getInt("priority"),
        List.of(row.getString("formats").split(",")),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        row.getString("document_type"),
        row.getString("language"),
        row.getString("title"),
        Optional.ofNullable(row.getObject("deadline", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }

  private static String reason(JobView job) {
    return job.status() == JobStatus.FAILED ? cut(job.error().orElse(""), 1000) : null;
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
