package io.blatam.bul.schedule;

import com.cronutils.model.Cron;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cron expression of five fields (minute, hour, day of month, month, day of week; {@code L} for
 * the last day) on the clock of a time zone. Immutable and thread-safe.
 *
 * <p>When the clock is put forward, a time that it leaves out comes as much later as it jumps
 * (02:30 becomes 03:30); when it is put back, a time that it shows twice counts the first time. So
 * what is due once a day comes once on every day of the year.
 */
final class Recurrence {

  private static final CronDefinition FIVE_FIELDS =
      CronDefinitionBuilder.defineCron()
          .withMinutes()
          .withValidRange(0, 59)
          .withStrictRange()
          .and()
          .withHours()
          .withValidRange(0, 23)
          .withStrictRange()
          .and()
          .withDayOfMonth()
          .withValidRange(1, 31)
          .supportsL()
          .withStrictRange()
          .and()
          .withMonth()
          .withValidRange(1, 12)
          .withStrictRange()
          .and()
          .withDayOfWeek()
          .withValidRange(0, 7)
          .withMondayDoWValue(1)
          .withIntMapping(7, 0)
          .supportsHash()
          .supportsL()
          .withStrictRange()
          .and()
          .instance();

  private final String cron;
  private final ZoneId zone;
  private final ExecutionTime times;

  private Recurrence(String cron, ZoneId zone, ExecutionTime times) {
    this.cron = cron;
    this.zone = zone;
    this.times = times;
  }

  /**
   * @throws IllegalArgumentException {@code cron: …} or {@code zone: …} with what to change
   */
  static Recurrence of(String cron, String zone) {
    ZoneId where = zone(zone);
    try {
      Cron parsed = new CronParser(FIVE_FIELDS).parse(cron).validate();
      return new Recurrence(cron, where, ExecutionTime.forCron(parsed));
    } catch (IllegalArgumentException invalid) {
      throw new IllegalArgumentException(
          "cron: must be five fields (minute, hour, day of month, month, day of week), such as"
              + " \"0 8 1 * *\" for the first of each month at 8: "
              + invalid.getMessage(),
          invalid);
    }
  }

  /**
   * @throws IllegalArgumentException {@code zone: …}
   */
  static ZoneId zone(String zone) {
    try {
      if (zone.contains("/") || zone.equals("UTC")) {
        return ZoneId.of(zone);
      }
    } catch (DateTimeException unknown) {
      // said below, as for a mere offset
    }
    throw new IllegalArgumentException(
        "zone: must be the name of a time zone, such as America/Bogota or Europe/Madrid");
  }

  /** The first occurrence after a moment; empty if there is none any more. */
  Optional<Instant> after(Instant moment) {
    // Cron is a matter of the wall clock: it is asked in a zone whose clock never jumps.
    ZonedDateTime wall = moment.atZone(zone).toLocalDateTime().atZone(ZoneOffset.UTC);
    Optional<ZonedDateTime> next = times.nextExecution(wall);
    while (next.isPresent()) {
      Instant at = ZonedDateTime.ofLocal(next.get().toLocalDateTime(), zone, null).toInstant();
      if (at.isAfter(moment)) {
        return Optional.of(at);
      }
      // The second time that the clock shows it.
      next = times.nextExecution(next.get());
    }
    return Optional.empty();
  }

  List<Instant> next(Instant after, int count) {
    List<Instant> all = new ArrayList<>();
    Optional<Instant> next = after(after);
    while (next.isPresent() && all.size() < count) {
      all.add(next.get());
      next = after(next.get());
    }
    return all;
  }

  /** The shortest time between two of the next occurrences; empty if there are not two. */
  Optional<Duration> shortestGap(Instant after) {
    List<Instant> some = next(after, 20);
    Optional<Duration> shortest = Optional.empty();
    for (int i = 1; i < some.size(); i++) {
      Duration gap = Duration.between(some.get(i - 1), some.get(i));
      if (shortest.isEmpty() || gap.compareTo(shortest.get()) < 0) {
        shortest = Optional.of(gap);
      }
    }
    return shortest;
  }

  String cron() {
    return cron;
  }

  ZoneId zone() {
    return zone;
  }
}
