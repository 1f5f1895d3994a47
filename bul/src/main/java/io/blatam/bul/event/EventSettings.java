package io.blatam.bul.event;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;

/**
 * What {@code blatam.bul.events} says, read once.
 *
 * @param every how often the outbox is looked into when nobody says that something is there
 * @param keep how long events can be read again
 */
public record EventSettings(Duration every, Duration keep) {

  public EventSettings {
    StartupException.require(
        !every.isNegative() && !every.isZero(), "blatam.bul.events.every", "more than 0", every);
    StartupException.require(
        keep.compareTo(Duration.ofHours(1)) >= 0,
        "blatam.bul.events.keep",
        "at least an hour",
        keep);
  }

  public static EventSettings of(Config config) {
    Config events = config.getConfig("blatam.bul.events");
    return new EventSettings(events.getDuration("every"), events.getDuration("keep"));
  }

  /** Time between two removals of what is too old. */
  Duration sweep() {
    return Duration.ofMinutes(10);
  }
}
