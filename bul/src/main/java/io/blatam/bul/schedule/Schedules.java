package io.blatam.bul.schedule;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Documents;
import io.blatam.bul.round.Rounds;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A tenant's schedules, from any node. Another tenant's is answered as if it did not exist.
 * Thread-safe. Stages fail with a {@link io.blatam.platform.http.ProblemException} that says what
 * to change.
 */
public final class Schedules {

  private final Platform platform;
  private final ScheduleSettings settings;
  private final ScheduleTable table;
  private final ActorRef<Rounds.Command> starter;

  /** What a schedule would do: when, and what is asked for the first time. */
  public record Preview(Schedule schedule, List<Instant> runs, Optional<DocumentRequest> first) {}

  private Schedules(Platform platform, Documents documents) {
    this.platform = platform;
    this.settings = ScheduleSettings.of(platform.config());
    this.table = new ScheduleTable(platform.database());
    this.starter =
        Rounds.start(
            platform,
            "bul-schedule-starter",
            settings.every(),
            () -> new Starter(platform, settings, documents));
  }

  /** With the starter of the cluster, which this node may be the one to run. */
  public static Schedules start(Platform platform, Documents documents) {
    return new Schedules(platform, documents);
  }

  public CompletionStage<Schedule> create(Principal caller, ScheduleAsk asked, String requestId) {
    Schedule schedule = fresh(caller, asked);
    return table
        .insert(schedule, settings.perTenant())
        .thenApply(
            done -> {
              if (!done) {
                throw Problem.conflict(
                        "There are "
                            + settings.perTenant()
                            + " schedules already, as many as blatam.bul.schedules.per-tenant"
                            + " allows; delete one.")
                    .asException();
              }
              audit(caller, "schedule.created", schedule.id(), requestId);
              return schedule;
            });
  }

  /** What a new schedule would do; nothing is made. */
  public Preview preview(Principal caller, ScheduleAsk asked, int count) {
    return preview(fresh(caller, asked), count);
  }

  /** What a schedule will do next; nothing while it is paused. */
  public Preview preview(Schedule schedule, int count) {
    Timing timing = schedule.timing();
    List<Instant> runs =
        schedule.nextAt().isEmpty() || schedule.paused()
            ? List.of()
            : timing.next(schedule.nextAt().get().minusMillis(1), count);
    return new Preview(
        schedule,
        runs,
        runs.stream().findFirst().map(at -> DatedBrief.on(schedule.brief(), at, timing.zone())));
  }

  public CompletionStage<List<Schedule>> list(String tenant) {
    return table.list(tenant);
  }

  public CompletionStage<Schedule> find(String tenant, String id) {
    return table.find(tenant, id).thenApply(found -> found.orElseThrow(() -> unknown(id)));
  }

  public CompletionStage<Schedule> change(
      Principal caller, String id, ScheduleAsk change, String requestId) {
    return table
        .change(caller.tenant(), id, schedule -> changed(schedule, change))
        .thenApply(
            changed -> {
              Schedule now = changed.orElseThrow(() -> unknown(id));
              audit(caller, "schedule.changed", id, requestId);
              starter.tell(new Rounds.Poke());
              return now;
            });
  }

  public CompletionStage<Void> delete(Principal caller, String id, String requestId) {
    return table
        .delete(caller.tenant(), id)
        .thenAccept(
            gone -> {
              if (!gone) {
                throw unknown(id);
              }
              audit(caller, "schedule.deleted", id, requestId);
            });
  }

  /** Newest first. */
  public CompletionStage<List<ScheduledRun>> runs(
      String tenant, String id, Optional<Instant> before, int limit) {
    return find(tenant, id).thenCompose(schedule -> table.runs(id, before, limit));
  }

  private Schedule fresh(Principal caller, ScheduleAsk asked) {
    if (asked.cron().isEmpty() && asked.runAt().isEmpty()) {
      throw Problem.validation(
              "cron", "give cron for a document again and again, or run_at for one")
          .asException();
    }
    ObjectNode brief =
        (ObjectNode)
            asked
                .brief()
                .orElseThrow(() -> Problem.validation("brief", "is required").asException());
    return valid(
        new Schedule(
            UUID.randomUUID().toString(),
            caller,
            asked.name().orElse(""),
            brief,
            asked.cron(),
            asked.runAt().map(OffsetDateTime::toInstant),
            asked.zone().orElseGet(() -> zoneOfOne(asked)),
            asked.missed().orElse(Missed.RUN),
            asked.paused().orElse(false),
            platform.now(),
            Optional.empty()));
  }

  private static String zoneOfOne(ScheduleAsk asked) {
    if (asked.cron().isPresent()) {
      throw Problem.validation("zone", "is required with cron, such as America/Bogota")
          .asException();
    }
    return "UTC";
  }

  private Schedule changed(Schedule schedule, ScheduleAsk change) {
    boolean newTiming = change.cron().isPresent() || change.runAt().isPresent();
    boolean newClock = newTiming || change.zone().isPresent();
    boolean resumed = schedule.paused() && !change.paused().orElse(true);
    Schedule next =
        new Schedule(
            schedule.id(),
            schedule.owner(),
            change.name().orElse(schedule.name()),
            change.brief().map(ObjectNode.class::cast).orElse(schedule.brief()),
            newTiming ? change.cron() : schedule.cron(),
            newTiming ? change.runAt().map(OffsetDateTime::toInstant) : schedule.runAt(),
            change.zone().orElse(schedule.zone()),
            change.missed().orElse(schedule.missed()),
            change.paused().orElse(schedule.paused()),
            schedule.createdAt(),
            schedule.nextAt());
    return newClock || resumed && schedule.cron().isPresent() || change.brief().isPresent()
        ? valid(next)
        : next;
  }

  /** The schedule with its next run, if all of it holds together on that day. */
  private Schedule valid(Schedule schedule) {
    return saying(
        () -> {
          Timing timing = schedule.timing();
          Instant next = timing.after(platform.now()).orElseThrow(() -> never(schedule));
          requireSeldomEnough(schedule, timing);
          DatedBrief.on(schedule.brief(), next, timing.zone());
          return new Schedule(
              schedule.id(),
              schedule.owner(),
              schedule.name(),
              schedule.brief(),
              schedule.cron(),
              schedule.runAt(),
              schedule.zone(),
              schedule.missed(),
              schedule.paused(),
              schedule.createdAt(),
              Optional.of(next));
        });
  }

  private void requireSeldomEnough(Schedule schedule, Timing timing) {
    if (timing instanceof Timing.Recurring recurring) {
      Duration shortest =
          recurring.recurrence().shortestGap(platform.now()).orElse(settings.shortest());
      if (shortest.compareTo(settings.shortest()) < 0) {
        throw new IllegalArgumentException(
            "cron: runs every "
                + shortest.toSeconds()
                + " s; at most one run in "
                + settings.shortest().toSeconds()
                + " s is taken");
      }
    }
  }

  private static RuntimeException never(Schedule schedule) {
    return new IllegalArgumentException(
        schedule.cron().isPresent()
            ? "cron: never comes again; " + schedule.cron().get()
            : "run_at: must be in the future");
  }

  private static <T> T saying(Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException invalid) {
      String[] said = invalid.getMessage().split(": ", 2);
      throw Problem.validation(said[0], said[said.length - 1]).asException();
    }
  }

  private void audit(Principal caller, String action, String id, String requestId) {
    platform
        .audit()
        .record(AuditEntry.allowed(platform.clock().instant(), caller, action, id, requestId));
  }

  private static RuntimeException unknown(String id) {
    return Problem.notFound("There is no schedule " + Problem.printable(id) + ".").asException();
  }
}
