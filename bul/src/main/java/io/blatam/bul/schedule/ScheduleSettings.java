package io.blatam.bul.schedule;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;

/**
 * What {@code blatam.bul.schedules} says, read once.
 *
 * @param perTenant schedules that a tenant may have
 * @param shortest the shortest time between two runs
 * @param grace how late a run may be and still count as on time
 * @param every how often due schedules are looked for
 */
record ScheduleSettings(int perTenant, Duration shortest, Duration grace, Duration every) {

  public ScheduleSettings {
    StartupException.require(
        perTenant >= 1, "blatam.bul.schedules.per-tenant", "at least 1", perTenant);
    StartupException.require(
        !every.isZero() && !every.isNegative(), "blatam.bul.schedules.every", "more than 0", every);
    StartupException.require(
        grace.compareTo(every) >= 0, "blatam.bul.schedules.grace", "at least every", grace);
  }

  public static ScheduleSettings of(Config config) {
    Config schedules = config.getConfig("blatam.bul.schedules");
    return new ScheduleSettings(
        schedules.getInt("per-tenant"),
        schedules.getDuration("shortest"),
        schedules.getDuration("grace"),
        schedules.getDuration("every"));
  }
}
