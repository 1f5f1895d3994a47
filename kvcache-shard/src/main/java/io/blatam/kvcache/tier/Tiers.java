package io.blatam.kvcache.tier;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.LowerEntry;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.TierTally;
import io.blatam.kvcache.engine.UnreadableValueException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is below a segment's memory: a warm tier, and a cold one where there is a disk for it. What
 * the policy evicts first goes down first, from memory to warm and from warm to cold. A value that
 * can not be read, or whose seal is not right, is a miss. One writer: not thread-safe.
 */
final class Tiers implements Residency {

  private static final Logger LOG = LoggerFactory.getLogger(Tiers.class);

  /** What happened in one tier. */
  private static final class Events {
    long hits;
    long arrivals;
    long dropped;
    long unreadable;
    long tampered;
  }

  private final StoredForms forms;
  private final NamespaceTiers wishes;
  private final Seals seals;
  private final WarmTier warm;
  private final Optional<ColdTier> cold;
  private final BiConsumer<CacheKey, BrokenSeal> alarm;
  private final Events warmEvents = new Events();
  private final Events coldEvents = new Events();

  /**
   * @param alarm told of every key whose value somebody has changed behind the cache's back
   */
  Tiers(
      StoredForms forms,
      NamespaceTiers wishes,
      Seals seals,
      WarmTier warm,
      Optional<ColdTier> cold,
      BiConsumer<CacheKey, BrokenSeal> alarm) {
    this.forms = forms;
    this.wishes = wishes;
    this.seals = seals;
    this.warm = warm;
    this.cold = cold;
    this.alarm = alarm;
    cold.ifPresent(tier -> tier.damaged().forEach(key -> damaged(key, coldEvents)));
  }

  @Override
  public void demote(CacheEntry entry) {
    if (wishes.of(entry.key().namespace()).lowest() != Lowest.HOT) {
      toWarm(forms.store(entry));
    }
  }

  private void toWarm(StoredEntry entry) {
    NamespaceTiers.Wish wish = wishes.of(entry.key().namespace());
    SealedEntry wrapped = wrap(entry);
    if (!warm.fits(entry)) {
      down(wrapped);
      return;
    }
    warmEvents.arrivals++;
    warm.add(wrapped, wish.deduplicate()).forEach(this::down);
  }

  private void down(SealedEntry wrapped) {
    boolean kept =
        cold.isPresent()
            && wishes.of(wrapped.entry().key().namespace()).lowest() == Lowest.COLD
            && cold.get().add(wrapped);
    if (!kept) {
      warmEvents.dropped++;
    }
  }

  SealedEntry wrap(StoredEntry entry) {
    boolean wished = wishes.of(entry.key().namespace()).hmac();
    return new SealedEntry(entry, wished ? seals.seal(entry) : Seals.NONE);
  }

  @Override
  public Optional<CacheEntry> promote(CacheKey key, boolean lookup, long now) {
    return warm.take(key)
        .flatMap(wrapped -> open(wrapped, warmEvents, lookup, now))
        .or(() -> cold.flatMap(tier -> fromDisk(tier, key, lookup, now)));
  }

  private Optional<CacheEntry> fromDisk(ColdTier tier, CacheKey key, boolean lookup, long now) {
    try {
      Optional<SealedEntry> found = tier.find(key, now);
      Optional<CacheEntry> opened =
          found.flatMap(wrapped -> open(wrapped, coldEvents, lookup, now));
      if (found.isPresent() && opened.isEmpty()) {
        tier.forget(key);
      }
      return opened;
    } catch (UnreadableValueException e) {
      unreadable(key, coldEvents, e);
      tier.forget(key);
      return Optional.empty();
    }
  }

  private Optional<CacheEntry> open(SealedEntry wrapped, Events events, boolean lookup, long now) {
    StoredEntry entry = wrapped.entry();
    CacheKey key = entry.key();
    // What was written down before the namespace was kept in memory only is not to come back.
    if (entry.expired(now) || wishes.of(key.namespace()).lowest() == Lowest.HOT) {
      return Optional.empty();
    }
    if (wishes.of(key.namespace()).hmac() && !seals.holds(entry, wrapped.seal())) {
      events.tampered++;
      alarm.accept(key, wrapped.seal().length == 0 ? BrokenSeal.MISSING : BrokenSeal.WRONG);
      return Optional.empty();
    }
    try {
      CacheEntry loaded = forms.load(entry);
      events.hits += lookup ? 1 : 0;
      return Optional.of(loaded);
    } catch (UnreadableValueException e) {
      unreadable(key, events, e);
      return Optional.empty();
    }
  }

  private void unreadable(CacheKey key, Events events, UnreadableValueException why) {
    damaged(key, events);
    LOG.warn("a value of namespace {} is lost: {}", key.namespace(), why.getMessage());
  }

  /**
   * A checksum can not say who changed a value. Where values are sealed it is an alarm: whoever
   * changes one and leaves its checksum as it was is not to get away with an accident.
   */
  private void damaged(CacheKey key, Events events) {
    events.unreadable++;
    if (wishes.of(key.namespace()).hmac()) {
      events.tampered++;
      alarm.accept(key, BrokenSeal.WRONG);
    }
  }

  @Override
  public boolean forget(CacheKey key) {
    boolean wasWarm = warm.remove(key);
    boolean wasCold = cold.isPresent() && cold.get().forget(key);
    return wasWarm || wasCold;
  }

  @Override
  public void forEach(long now, Consumer<LowerEntry> action) {
    Set<CacheKey> inWarm = new HashSet<>();
    warm.forEach(
        now,
        entry -> {
          inWarm.add(entry.key());
          action.accept(entry);
        });
    cold.ifPresent(
        tier ->
            tier.forEach(
                now,
                entry -> {
                  if (!inWarm.contains(entry.key())) {
                    action.accept(entry);
                  }
                }));
  }

  /** The live warm entries, the latest to come first. What can not be read is left out. */
  List<CacheEntry> warm(long now) {
    List<CacheKey> keys = new ArrayList<>();
    warm.forEachKey(now, keys::add);
    Collections.reverse(keys);
    return keys.stream()
        .flatMap(key -> warm.find(key).stream())
        .flatMap(kept -> open(kept, new Events(), false, now).stream())
        .toList();
  }

  void removeExpired(long now) {
    warm.removeExpired(now);
    cold.ifPresent(tier -> tier.removeExpired(now));
  }

  @Override
  public List<TierTally> tally() {
    TierTally warmTally =
        tally(TierTally.WARM, warmEvents, warm.size(), warm.bytes(), warm.sharedBytes());
    if (cold.isEmpty()) {
      return List.of(warmTally);
    }
    coldEvents.arrivals = cold.get().arrivals();
    coldEvents.dropped = cold.get().dropped();
    return List.of(
        warmTally, tally(TierTally.COLD, coldEvents, cold.get().size(), cold.get().bytes(), 0));
  }

  private static TierTally tally(
      String tier, Events events, long entries, long bytes, long shared) {
    return new TierTally(
        tier,
        entries,
        bytes,
        shared,
        events.hits,
        events.arrivals,
        events.dropped,
        events.unreadable,
        events.tampered);
  }
}
