package io.blatam.bul.store;

import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A tenant's line by lanes, as business areas and model providers make them. What it costs depends
 * on how many lanes there are, not on how many jobs wait. Thread-safe.
 */
public final class LaneTable {

  /** Lanes that are looked at; a tenant has one for each area that it asks documents of. */
  private static final int MOST_LANES = 100;

  /** What limits count a job by. */
  public record Lane(String area, String provider) {}

  private final Database database;

  public LaneTable(Database database) {
    this.database = database;
  }

  /**
   * The first jobs of every lane that stand after a place in line.
   *
   * @param except lanes that are not asked for
   * @param ofEach jobs of a lane at most
   */
  public CompletionStage<List<QueueTable.Row>> after(
      String tenant, long key, String jobId, Set<Lane> except, int ofEach) {
    return database.call(
        connection -> {
          List<QueueTable.Row> rows = new ArrayList<>();
          for (Lane lane : lanes(connection, tenant)) {
            if (!except.contains(lane)) {
              rows.addAll(rows(connection, tenant, lane, key, jobId, ofEach));
            }
          }
          return rows;
        });
  }

  /** Every lane that the tenant ever had, found by leaping over the rows of each. */
  private static List<Lane> lanes(Connection connection, String tenant) throws SQLException {
    List<Lane> lanes = new ArrayList<>();
    Optional<Lane> next = firstOfNextArea(connection, tenant, "");
    while (next.isPresent() && lanes.size() < MOST_LANES) {
      Lane lane = next.get();
      lanes.add(lane);
      next = nextInArea(connection, tenant, lane);
      if (next.isEmpty()) {
        next = firstOfNextArea(connection, tenant, lane.area());
      }
    }
    return lanes;
  }

  // The orders name the index's columns, or H2 sorts all that it finds.

  private static Optional<Lane> firstOfNextArea(Connection connection, String tenant, String area)
      throws SQLException {
    return Sql.first(
        connection,
        LaneTable::lane,
        "select area, provider from bul_job where tenant = ? and area > ?"
            + " order by tenant, area, provider limit 1",
        tenant,
        area);
  }

  private static Optional<Lane> nextInArea(Connection connection, String tenant, Lane lane)
      throws SQLException {
    return Sql.first(
        connection,
        LaneTable::lane,
        "select area, provider from bul_job where tenant = ? and area = ? and provider > ?"
            + " order by tenant, area, provider limit 1",
        tenant,
        lane.area(),
        lane.provider());
  }

  private static List<QueueTable.Row> rows(
      Connection connection, String tenant, Lane lane, long key, String jobId, int limit)
      throws SQLException {
    return Sql.query(
        connection,
        LaneTable::row,
        "select id, queue_key, priority, document_type, area, provider, created_at from bul_job"
            + " where tenant = ? and area = ? and provider = ? and queue_key >= ?"
            + " and (queue_key > ? or id > ?)"
            + " order by tenant, area, provider, queue_key, id limit ?",
        tenant,
        lane.area(),
        lane.provider(),
        key,
        key,
        jobId,
        limit);
  }

  private static Lane lane(ResultSet row) throws SQLException {
    return new Lane(row.getString(1), row.getString(2));
  }

  private static QueueTable.Row row(ResultSet row) throws SQLException {
    return new QueueTable.Row(
        row.getString("id"),
        row.getLong("queue_key"),
        row.getInt("priority"),
        row.getString("document_type"),
        row.getString("area"),
        row.getString("provider"),
        Sql.instant(row, "created_at"));
  }
}
