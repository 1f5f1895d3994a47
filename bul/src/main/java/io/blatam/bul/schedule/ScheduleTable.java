package io.blatam.bul.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.store.TenantRows;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.Sql;
import io.blatam.platform.http.Json;
import io.blatam.platform.identity.Principal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;

/** Schedules and their occurrences. */
final class ScheduleTable {

  private static final TenantRows<Schedule> ROWS =
      new TenantRows<>(
          "bul_schedule",
          "id, tenant, subject, scopes, name, brief, cron, run_at, zone, missed, paused,"
              + " created_at, next_at",
          ScheduleTable::read);

  private static final String RUNS =
      "select schedule_id, occurrence, state, missed, job_id, reason from bul_schedule_run ";

  private final Database database;

  ScheduleTable(Database database) {
    this.database = database;
  }

  /** False, and nothing done, if the tenant has {@code atMost} already. */
  CompletionStage<Boolean> insert(Schedule schedule, int atMost) {
    return database.transaction(
        connection -> {
          if (!ROWS.hasRoom(connection, schedule.owner().tenant(), atMost)) {
            return false;
          }
          Sql.update(
              connection,
              "insert into bul_schedule (id, tenant, subject, scopes, name, brief, cron, run_at,"
                  + " zone, missed, paused, created_at, next_at)"
                  + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
              schedule.id(),
              schedule.owner().tenant(),
              schedule.owner().subject(),
              String.join(" ", schedule.owner().scopes().stream().sorted().toList()),
              schedule.name(),
              schedule.brief().toString(),
              schedule.cron(),
              schedule.runAt(),
              schedule.zone(),
              schedule.missed().id(),
              schedule.paused(),
              schedule.createdAt(),
              schedule.nextAt());
          return true;
        });
  }

  CompletionStage<List<Schedule>> list(String tenant) {
    return database.call(connection -> ROWS.list(connection, tenant));
  }

  CompletionStage<Optional<Schedule>> find(String tenant, String id) {
    return database.call(connection -> ROWS.find(connection, tenant, id));
  }

  /** Puts what {@code change} makes of it in its place; empty for another tenant's. */
  CompletionStage<Optional<Schedule>> change(
      String tenant, String id, UnaryOperator<Schedule> change) {
    return database.transaction(
        connection -> {
          Optional<Schedule> changed = ROWS.lock(connection, tenant, id).map(change);
          if (changed.isPresent()) {
            Schedule now = changed.get();
            Sql.update(
                connection,
                "update bul_schedule set name = ?, brief = ?, cron = ?, run_at = ?, zone = ?,"
                    + " missed = ?, paused = ?, next_at = ? where id = ?",
                now.name(),
                now.brief().toString(),
                now.cron(),
                now.runAt(),
                now.zone(),
                now.missed().id(),
                now.paused(),
                now.nextAt(),
                id);
          }
          return changed;
        });
  }

  /** Its occurrences go with it; the documents stay. */
  CompletionStage<Boolean> delete(String tenant, String id) {
    return database.call(connection -> ROWS.delete(connection, tenant, id));
  }

  /** Ids of schedules that something is due of; the longest overdue first. */
  CompletionStage<List<String>> due(Instant now, int atMost) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                row -> row.getString(1),
                "select id from bul_schedule where paused = false and next_at <= ?"
                    + " order by next_at limit ?",
                now,
                atMost));
  }

  /**
   * Writes an occurrence down and moves the schedule on, both or neither: an occurrence that was
   * written down by another node is not written twice.
   */
  CompletionStage<Boolean> turn(String id, Instant now, Duration grace) {
    return database.transaction(
        connection -> {
          Optional<Schedule> schedule =
              Sql.first(
                  connection,
                  ScheduleTable::read,
                  ROWS.select() + "where id = ? and paused = false and next_at <= ? for update",
                  id,
                  now);
          if (schedule.isEmpty()) {
            return false;
          }
          Timing.Turn turn =
              schedule
                  .get()
                  .timing()
                  .turn(schedule.get().nextAt().orElseThrow(), now, schedule.get().missed(), grace);
          write(connection, id, turn);
          Sql.update(
              connection, "update bul_schedule set next_at = ? where id = ?", turn.next(), id);
          return true;
        });
  }

  private static void write(Connection connection, String id, Timing.Turn turn)
      throws SQLException {
    ScheduledRun.State state = turn.run() ? ScheduledRun.State.DUE : ScheduledRun.State.SKIPPED;
    Sql.update(
        connection,
        "insert into bul_schedule_run (schedule_id, occurrence, state, missed, reason)"
            + " values (?, ?, ?, ?, ?) on conflict do nothing",
        id,
        turn.occurrence(),
        state.id(),
        turn.missed(),
        turn.run() ? Optional.empty() : Optional.of("missed while nothing ran"));
  }

  /** An occurrence that has to become a job. */
  record Due(Schedule schedule, Instant occurrence) {}

  CompletionStage<List<Due>> toStart(int atMost) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                row -> new Due(read(row), Sql.instant(row, "occurrence")),
                "select s.id, tenant, subject, scopes, name, brief, cron, run_at, zone, s.missed,"
                    + " paused, created_at, next_at, r.occurrence from bul_schedule_run r"
                    + " join bul_schedule s on s.id = r.schedule_id where r.state = 'due'"
                    + " order by r.occurrence limit ?",
                atMost));
  }

  CompletionStage<Integer> outcome(ScheduledRun run) {
    return database.call(
        connection ->
            Sql.update(
                connection,
                "update bul_schedule_run set state = ?, job_id = ?, reason = ?"
                    + " where schedule_id = ? and occurrence = ?",
                run.state().id(),
                run.job(),
                run.reason().map(text -> text.substring(0, Math.min(1000, text.length()))),
                run.schedule(),
                run.occurrence()));
  }

  /** Newest first. */
  CompletionStage<List<ScheduledRun>> runs(String id, Optional<Instant> before, int limit) {
    return database.call(
        connection ->
            Sql.query(
                connection,
                ScheduleTable::run,
                RUNS
                    + "where schedule_id = ? and occurrence < ?"
                    + " order by occurrence desc limit ?",
                id,
                before.orElse(Instant.parse("9999-12-31T00:00:00Z")),
                limit));
  }

  private static Schedule read(ResultSet row) throws SQLException {
    return new Schedule(
        row.getString("id"),
        new Principal(
            row.getString("subject"),
            row.getString("tenant"),
            Set.of(row.getString("scopes").split(" "))),
        row.getString("name"),
        Json.read(row.getString("brief").getBytes(StandardCharsets.UTF_8), ObjectNode.class),
        Sql.optionalText(row, "cron"),
        Sql.optionalInstant(row, "run_at"),
        row.getString("zone"),
        Missed.of(row.getString("missed")),
        row.getBoolean("paused"),
        Sql.instant(row, "created_at"),
        Sql.optionalInstant(row, "next_at"));
  }

  private static ScheduledRun run(ResultSet row) throws SQLException {
    return new ScheduledRun(
        row.getString("schedule_id"),
        Sql.instant(row, "occurrence"),
        ScheduledRun.State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
        row.getInt("missed"),
        Sql.optionalText(row, "job_id"),
        Sql.optionalText(row, "reason"));
  }
}
