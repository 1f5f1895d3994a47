package io.blatam.bul.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** When something is due. Pure. */
sealed interface Timing {

  /** Time zone in which the day of a run is told. */
  ZoneId zone();

  Optional<Instant> after(Instant moment);

  /** Once. */
  record Once(Instant at, ZoneId zone) implements Timing {
    @Override
    public Optional<Instant> after(Instant moment) {
      return Optional.of(at).filter(due -> due.isAfter(moment));
    }
  }

  /** Again and again. */
  record Recurring(Recurrence recurrence) implements Timing {
    @Override
    public ZoneId zone() {
      return recurrence.zone();
    }

    @Override
    public Optional<Instant> after(Instant moment) {
      return recurrence.after(moment);
    }
  }

  default List<Instant> next(Instant after, int count) {
    return java.util.stream.Stream.iterate(
            after(after), Optional::isPresent, due -> after(due.get()))
        .limit(count)
        .map(Optional::get)
        .toList();
  }

  /**
   * What is to be done now that {@code due} has come.
   *
   * @param occurrence the latest that has come
   * @param run whether it runs, or was missed and is let go
   * @param missed how many before it are let go
   * @param next when something is due again
   */
  record Turn(Instant occurrence, boolean run, int missed, Optional<Instant> next) {}

  /**
   * @param grace how late an occurrence may be and still count as on time
   */
  default Turn turn(Instant due, Instant now, Missed policy, Duration grace) {
    Instant latest = due;
    int missed = 0;
    Optional<Instant> next = after(latest);
    while (next.isPresent() && !next.get().isAfter(now)) {
      latest = next.get();
      missed++;
      next = after(latest);
    }
    boolean onTime = !latest.plus(grace).isBefore(now);
    return new Turn(latest, onTime || policy == Missed.RUN, missed, next);
  }
}
