package io.blatam.kvcache.tier;

import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Residency;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The tiers below one segment, and what has to be done for them from time to time. One writer: not
 * thread-safe. Times are milliseconds since the epoch.
 */
public final class SegmentTiers {

  private final StoredForms forms;
  private final NamespaceTiers wishes;
  private final WarmTier warm;
  private final Optional<ColdTier> cold;
  private final Tiers tiers;
  private final BooleanSupplier lasting;
  private final Runnable closed;
  private Optional<WarmUp> warmUp = Optional.empty();
  private Optional<Checkpoint> checkpoint = Optional.empty();

  SegmentTiers(
      StoredForms forms,
      NamespaceTiers wishes,
      WarmTier warm,
      Optional<ColdTier> cold,
      Tiers tiers,
      BooleanSupplier lasting,
      Runnable closed) {
    this.forms = forms;
    this.wishes = wishes;
    this.warm = warm;
    this.cold = cold;
    this.tiers = tiers;
    this.lasting = lasting;
    this.closed = closed;
  }

  public Residency residency() {
    return tiers;
  }

  /** The live warm entries, the hottest first, as they would be in memory: for another node. */
  public List<CacheEntry> warm(long now) {
    return tiers.warm(now);
  }

  /** Prepares to bring back what was hot before a restart; {@link #work} does it. */
  public void beginWarmUp(CacheSegment segment) {
    warmUp = cold.map(tier -> new WarmUp(segment, tier.noted()));
  }

  /** Prepares to write down what is in memory; {@link #work} does it. */
  public void beginCheckpoint(CacheSegment segment, long now) {
    cold.ifPresent(ColdTier::reopen);
    if (checkpoint.isEmpty() && warmUp.isEmpty() && lasting.getAsBoolean()) {
      checkpoint = cold.map(tier -> checkpoint(segment, tier, now));
    }
  }

  private Checkpoint checkpoint(CacheSegment segment, ColdTier tier, long now) {
    return new Checkpoint(segment, wishes, forms, tiers, warm, tier, now);
  }

  /**
   * One step, about a millisecond, of what was begun.
   *
   * @return whether there is more to do
   */
  public boolean work(long now) {
    if (warmUp.isPresent() && !warmUp.get().step(now)) {
      warmUp = Optional.empty();
    }
    if (checkpoint.isPresent() && !checkpoint.get().step(now)) {
      checkpoint = Optional.empty();
    }
    return warmUp.isPresent() || checkpoint.isPresent();
  }

  public void removeExpired(long now) {
    tiers.removeExpired(now);
  }

  /** Writes everything down for the next start, or deletes it where that may not trust it. */
  public void stop(CacheSegment segment, long now) {
    if (cold.isEmpty()) {
      return;
    }
    if (!lasting.getAsBoolean()) {
      cold.get().delete();
      closed.run();
      return;
    }
    if (warmUp.isEmpty()) {
      Checkpoint last = checkpoint(segment, cold.get(), now);
      boolean more = true;
      while (more) {
        more = last.step(now);
      }
    }
    if (cold.get().close()) {
      closed.run();
    }
  }
}
