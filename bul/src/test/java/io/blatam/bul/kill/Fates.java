package io.blatam.bul.kill;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/**
 * What has become of every job, as the table and the journal say.
 *
 * @param byStatus rows by status
 * @param unfinished rows without an end
 * @param endedTwice jobs with more than one end in their journal
 * @param endless jobs that were begun and have no end in their journal
 * @param afterEnd jobs whose journal goes on after their end
 * @param contradicting jobs whose row says another end than their journal
 * @param retried jobs that had more than one attempt
 */
record Fates(
    Map<String, Long> byStatus,
    long unfinished,
    long endedTwice,
    long endless,
    long afterEnd,
    long contradicting,
    long retried) {

  private static final String ENDS =
      "(event_ser_manifest like '%$Finished%' or event_ser_manifest like '%$GivenUp%'"
          + " or event_ser_manifest like '%$Cancelled%')";

  private static final String JOBS = " from event_journal where persistence_id like 'bul-job|%'";

  static Fates of(Connection connection) throws SQLException {
    Map<String, Long> byStatus = new TreeMap<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery("select status, count(*) from bul_job group by status")) {
      while (rows.next()) {
        byStatus.put(rows.getString(1), rows.getLong(2));
      }
    }
    return new Fates(
        byStatus,
        unfinished(connection),
        number(
            connection,
            "select count(*) from (select persistence_id"
                + JOBS
                + " and "
                + ENDS
                + " group by persistence_id having count(*) > 1) as twice"),
        number(
            connection,
            "select count(*) from (select persistence_id"
                + JOBS
                + " group by persistence_id having sum(case when "
                + ENDS
                + " then 1 else 0 end) = 0) as endless"),
        number(
            connection,
            "select count(*) from event_journal later join event_journal ended"
                + " on ended.persistence_id = later.persistence_id"
                + " and ended.sequence_number < later.sequence_number"
                + " where later.persistence_id like 'bul-job|%' and "
                + ENDS.replace("event_ser_manifest", "ended.event_ser_manifest")),
        number(
            connection,
            "select count(*) from bul_job where not exists (select 1 from event_journal"
                + " where persistence_id = 'bul-job|' || bul_job.id and event_ser_manifest like"
                + " case status when 'done' then '%$Finished%' when 'failed' then '%$GivenUp%'"
                + " else '%$Cancelled%' end)"),
        number(connection, "select count(*) from bul_job where attempts > 1"));
  }

  static long unfinished(Connection connection) throws SQLException {
    return number(
        connection,
        "select count(*) from bul_job where status not in ('done', 'failed', 'cancelled')");
  }

  long ended() {
    return byStatus.values().stream().mapToLong(Long::longValue).sum() - unfinished;
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
