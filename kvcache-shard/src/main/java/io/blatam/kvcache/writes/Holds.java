package io.blatam.kvcache.writes;

import io.blatam.kvcache.store.Version;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The parts that a segment has in steps over several. A step of which nothing is heard for a lease,
 * or of which its leader does not know how it ended, is withdrawn from the store: when that is
 * done, the step was saved or never will be, and whoever asks the store next sees which. Belongs to
 * the segment's one writer.
 */
final class Holds {

  private final Progress progress;
  private final WriteSettings settings;
  private final CachedPart cached;
  private final Refusals refusals;
  private final long lease;
  private final Map<String, Hold> byStep = new LinkedHashMap<>();

  /** Up to which version the store is being told. */
  private Optional<Version> asked = Optional.empty();

  private int failures;
  private long failedAt;

  Holds(
      Progress progress, WriteSettings settings, CachedPart cached, Refusals refusals, long lease) {
    this.progress = progress;
    this.settings = settings;
    this.cached = cached;
    this.refusals = refusals;
    this.lease = lease;
  }

  void add(Hold hold) {
    byStep.put(hold.step(), hold);
  }

  /** All turns have come, and nothing is there. */
  void keep(Hold hold, Version version, long now) {
    hold.arrived().forEach(turn -> turn.state(Turn.State.HELD));
    hold.keep(version, now);
  }

  /** All turns have come, and something is there. */
  void taken(Hold hold, long now) {
    hold.taken();
    leave(hold, now);
  }

  /** What the leader says. */
  void release(String step, Hold.End end, long now) {
    Hold hold = byStep.get(step);
    if (hold == null || hold.isRefused()) {
      return;
    }
    if (!hold.isKept()) {
      byStep.remove(step);
      hold.refuse(refusals.busy("the step was given up"));
      progress.giveUp(hold, now);
      return;
    }
    switch (end) {
      case NOTHING -> letGo(hold, now);
      case SAVED -> forget(hold, now);
      case UNKNOWN -> hold.withdraw();
    }
  }

  private void letGo(Hold hold, long now) {
    hold.over();
    leave(hold, now);
  }

  private void leave(Hold hold, long now) {
    byStep.remove(hold.step());
    progress.finishAll(hold.arrived(), now);
  }

  /** What was known of the keys counts no more: the store is asked. */
  private void forget(Hold hold, long now) {
    for (Turn turn : hold.arrived()) {
      cached.forget(turn.key());
      turn.forget();
    }
    letGo(hold, now);
  }

  /** Leases that are over end. */
  void tick(long now) {
    byStep.values().removeIf(Hold::isRefused);
    for (Hold hold : byStep.values()) {
      if (hold.leaseIsOver(lease, now)) {
        hold.withdraw();
      }
    }
  }

  /** Up to which version the store is to be told now; {@link #withdrawn} or another follows. */
  Optional<Version> next(long now) {
    boolean rests = failures > 0 && now >= failedAt && now - failedAt < settings.backoff(failures);
    if (asked.isPresent() || rests) {
      return Optional.empty();
    }
    asked =
        byStep.values().stream()
            .filter(Hold::withdrawing)
            .map(Hold::version)
            .max(Comparator.naturalOrder());
    return asked;
  }

  /** The store saves none of them any more. */
  void withdrawn(long now) {
    Version upTo = asked.orElseThrow();
    asked = Optional.empty();
    failures = 0;
    kept().stream()
        .filter(hold -> hold.version().compareTo(upTo) <= 0)
        .forEach(hold -> forget(hold, now));
  }

  void withdrawFailed(long now) {
    asked = Optional.empty();
    failures++;
    failedAt = now;
  }

  private List<Hold> kept() {
    return byStep.values().stream().filter(Hold::isKept).toList();
  }

  /** When {@link #tick} and {@link #next} are to be called at the latest. */
  OptionalLong nextAt() {
    return kept().stream()
        .filter(hold -> !hold.withdrawing() || asked.isEmpty())
        .mapToLong(
            hold ->
                hold.withdrawing()
                    ? failedAt + settings.backoff(Math.max(1, failures))
                    : hold.leaseEnd(lease))
        .min();
  }
}
