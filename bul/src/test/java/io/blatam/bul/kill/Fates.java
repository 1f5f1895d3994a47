package io.blatam.bul.kill;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What has become of every job, as the table and the journals say.
 *
 * @param byStatus rows by status
 * @param journals what happened to each job, in order: the names of its events
 * @param statuses the rows' statuses by job
 */
record Fates(
    Map<String, Long> byStatus, Map<String, List<String>> journals, Map<String, String> statuses) {

  private static final Map<String, String> ENDS =
      Map.of("Finished", "done", "GivenUp", "failed", "Cancelled", "cancelled");

  private static final String JOB = "bul-job|";

  static Fates of(Connection connection) throws SQLException {
    Map<String, String> statuses = new HashMap<>();
    try (Statement select = connection.createStatement();
        ResultSet rows = select.executeQuery("select id, status from bul_job")) {
      while (rows.next()) {
        statuses.put(rows.getString(1), rows.getString(2));
      }
    }
    Map<String, Long> byStatus =
        statuses.values().stream()
            .collect(Collectors.groupingBy(status -> status, TreeMap::new, Collectors.counting()));
    return new Fates(byStatus, journals(connection), statuses);
  }

  private static Map<String, List<String>> journals(Connection connection) throws SQLException {
    Map<String, List<String>> journals = new HashMap<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select persistence_id, event_ser_manifest from event_journal"
                    + " where persistence_id like '"
                    + JOB
                    + "%' order by persistence_id, sequence_number")) {
      while (rows.next()) {
        journals
            .computeIfAbsent(rows.getString(1).substring(JOB.length()), job -> new ArrayList<>())
            .add(rows.getString(2).replaceFirst(".*\\$", ""));
      }
    }
    return journals;
  }

  static long unfinished(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row =
            select.executeQuery(
                "select count(*) from bul_job where status not in ('done', 'failed', 'cancelled')")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Jobs of these that have been begun. */
  static Set<String> begun(Connection connection, Set<String> jobs) throws SQLException {
    Set<String> begun = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select distinct persistence_id from event_journal where persistence_id = any (?)"
                + " and event_ser_manifest like '%$Started'")) {
      select.setArray(
          1, connection.createArrayOf("varchar", jobs.stream().map(JOB::concat).toArray()));
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          begun.add(rows.getString(1).substring(JOB.length()));
        }
      }
    }
    return begun;
  }

  /** Jobs of these without an end in their journal. */
  Set<String> endless(Set<String> jobs) {
    return jobs.stream().filter(job -> ends(job) == 0).collect(Collectors.toSet());
  }

  /** Jobs with more than one end. */
  long endedTwice() {
    return count(job -> ends(job) > 1);
  }

  /** Jobs whose journal goes on after their end. */
  long afterEnd() {
    return count(
        job -> {
          List<String> events = journals.get(job);
          return ends(job) > 0 && !ENDS.containsKey(events.get(events.size() - 1));
        });
  }

  /** Jobs that have a file, a manuscript or a plan twice. */
  long doneTwice() {
    return count(
        job ->
            List.of("Planned", "Assembled", "Reviewed", "FileRendered").stream()
                .anyMatch(step -> journals.get(job).stream().filter(step::equals).count() > 1));
  }

  /** Rows that say another end than their journal. */
  long contradicting() {
    return statuses.entrySet().stream()
        .filter(
            row -> {
              List<String> events = journals.getOrDefault(row.getKey(), List.of("none"));
              return !row.getValue().equals(ENDS.get(events.get(events.size() - 1)));
            })
        .count();
  }

  /** Attempts that another followed without their having failed: whoever was at them was gone. */
  long cutOff() {
    long cut = 0;
    for (List<String> events : journals.values()) {
      boolean atWork = false;
      for (String event : events) {
        if (event.equals("Started")) {
          cut += atWork ? 1 : 0;
          atWork = true;
        } else if (event.equals("AttemptFailed")) {
          atWork = false;
        }
      }
    }
    return cut;
  }

  long attempts(String job) {
    return journals.getOrDefault(job, List.of()).stream().filter("Started"::equals).count();
  }

  private long ends(String job) {
    return journals.getOrDefault(job, List.of()).stream().filter(ENDS::containsKey).count();
  }

  private long count(Predicate<String> condition) {
    return journals.keySet().stream().filter(condition).count();
  }
}
