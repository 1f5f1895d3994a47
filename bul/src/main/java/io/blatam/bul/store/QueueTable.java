package io.blatam.bul.store;

import io.blatam.bul.api.JobStatus;
import io.blatam.platform.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;

/**
 * {@code bul_job} as the queues see it: jobs that wait for their first attempt, in order. What is
 * asked often is read through an index, in time that does not depend on how many wait; the counts
 * are asked now and then.
 */
public final class QueueTable {

  private static final String EVERYTHING = "everything";

  /** A job in line. */
  public record Row(
      String jobId,
      long key,
      int priority,
      String documentType,
      String area,
      String provider,
      Instant acceptedAt) {}

  /**
   * The head of a line.
   *
   * @param beyond how many wait after these, by priority; only where the line was read from its
   *     start
   */
  public record Head(List<Row> rows, Map<Integer, Long> beyond) {}

  /** Who paused everything, and when. */
  public record Pause(String by, Instant at) {}

  private final Database database;

  public QueueTable(Database database) {
    this.database = database;
  }

  /**
   * The first {@code limit} in line, and how many wait after them: counted only where there are
   * any, and never those that were read, so that no change in between makes the two contradict.
   */
  public CompletionStage<Head> fromStart(String tenant, int limit) {
    return database.call(
        connection -> {
          List<Row> rows = rows(connection, tenant, Long.MIN_VALUE, "", limit);
          return new Head(
              rows,
              rows.size() < limit
                  ? Map.of()
                  : beyond(connection, tenant, rows.get(rows.size() - 1)));
        });
  }

  /** The next {@code limit} in line after a job. */
  public CompletionStage<Head> after(String tenant, long key, String jobId, int limit) {
    return database.call(
        connection -> new Head(rows(connection, tenant, key, jobId, limit), Map.of()));
  }

  /** How many stand before a place in line; counts no further than {@code atMost}. */
  public CompletionStage<Long> ahead(String tenant, String jobId, int atMost) {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  // The order has PostgreSQL take the line's index while it knows little of the
                  // rows.
                  "select count(*) from (select 1 from bul_job where tenant = ? and queue_key <"
                      + " (select queue_key from bul_job where id = ?)"
                      + " order by tenant, queue_key limit ?) as ahead")) {
            select.setString(1, tenant);
            select.setString(2, jobId);
            select.setInt(3, atMost);
            return number(select);
          }
        });
  }

  /**
   * When the job was accepted that is first in line of each priority; absent where none waits. As
   * long as no deadline is given, that is the oldest.
   *
   * @param priorities that are asked for
   */
  public CompletionStage<Map<Integer, Instant>> firsts(
      String tenant, Collection<Integer> priorities) {
    return database.call(
        connection -> {
          Map<Integer, Instant> firsts = new TreeMap<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  // The order names the index's columns, or H2 sorts all that wait.
                  "select created_at from bul_job where tenant = ? and priority = ?"
                      + " and queue_key >= ? order by tenant, priority, queue_key limit 1")) {
            for (int priority : priorities) {
              select.setString(1, tenant);
              select.setInt(2, priority);
              select.setLong(3, Long.MIN_VALUE);
              try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                  firsts.put(priority, row.getObject(1, OffsetDateTime.class).toInstant());
                }
              }
            }
          }
          return firsts;
        });
  }

  /** Unfinished jobs that stand in no line, the oldest first. */
  public CompletionStage<List<String>> strays(String tenant, int limit) {
    return database.call(
        connection -> {
          List<String> strays = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  // Not "is null": that would be looked up among all that ever ended.
                  "select id from bul_job where status = ? and tenant = ?"
                      + " and coalesce(queue_key, -1) = -1 order by created_at limit ?")) {
            for (JobStatus status : unfinished()) {
              select.setString(1, status.id());
              select.setString(2, tenant);
              select.setInt(3, limit);
              try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                  strays.add(rows.getString(1));
                }
              }
            }
          }
          return strays;
        });
  }

  /** The tenants that have unfinished jobs; one index look-up each. */
  public CompletionStage<List<String>> tenantsWithWork() {
    return database.call(
        connection -> {
          TreeSet<String> tenants = new TreeSet<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select tenant from bul_job where status = ? and tenant > ? order by tenant limit"
                      + " 1")) {
            for (JobStatus status : unfinished()) {
              Optional<String> next = next(select, status, "");
              while (next.isPresent()) {
                tenants.add(next.get());
                next = next(select, status, next.get());
              }
            }
          }
          return List.copyOf(tenants);
        });
  }

  /** Whether everything is paused. */
  public CompletionStage<Optional<Pause>> pause() {
    return database.call(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select paused_by, paused_at from bul_queue_pause where scope = ?")) {
            select.setString(1, EVERYTHING);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Pause(
                          row.getString(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                  : Optional.empty();
            }
          }
        });
  }

  public CompletionStage<Integer> pauseEverything(String by, Instant at) {
    return database.call(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into bul_queue_pause (scope, paused_by, paused_at) values (?, ?, ?)"
                      + " on conflict do nothing")) {
            insert.setString(1, EVERYTHING);
            insert.setString(2, by);
            insert.setObject(3, at.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate();
          }
        });
  }

  public CompletionStage<Integer> resumeEverything() {
    return database.call(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("delete from bul_queue_pause where scope = ?")) {
            delete.setString(1, EVERYTHING);
            return delete.executeUpdate();
          }
        });
  }

  private static List<Row> rows(
      Connection connection, String tenant, long key, String jobId, int limit) throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, queue_key, priority, document_type, area, provider, created_at from bul_job"
                + " where tenant = ? and queue_key >= ? and (queue_key > ? or id > ?)"
                + " order by tenant, queue_key, id limit ?")) {
      select.setString(1, tenant);
      select.setLong(2, key);
      select.setLong(3, key);
      select.setString(4, jobId);
      select.setInt(5, limit);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(
              new Row(
                  row.getString(1),
                  row.getLong(2),
                  row.getInt(3),
                  row.getString(4),
                  row.getString(5),
                  row.getString(6),
                  row.getObject(7, OffsetDateTime.class).toInstant()));
        }
      }
    }
    return rows;
  }

  private static Map<Integer, Long> beyond(Connection connection, String tenant, Row last)
      throws SQLException {
    Map<Integer, Long> beyond = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select priority, count(*) from bul_job where tenant = ? and queue_key >= ?"
                + " and (queue_key > ? or id > ?) group by priority")) {
      select.setString(1, tenant);
      select.setLong(2, last.key());
      select.setLong(3, last.key());
      select.setString(4, last.jobId());
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          beyond.put(row.getInt(1), row.getLong(2));
        }
      }
    }
    return beyond;
  }

  private static Optional<String> next(PreparedStatement select, JobStatus status, String after)
      throws SQLException {
    select.setString(1, status.id());
    select.setString(2, after);
    try (ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  private static long number(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Those that a queue has to do with: who waits for a person stands in no line. */
  private static List<JobStatus> unfinished() {
    return Arrays.stream(JobStatus.values())
        .filter(status -> !status.ended() && !status.held())
        .toList();
  }
}
