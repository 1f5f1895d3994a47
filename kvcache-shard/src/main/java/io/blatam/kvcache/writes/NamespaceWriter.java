package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.store.StoreFencedException;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.StoredValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.LongStream;

/**
 * Everything that happens to one namespace of one segment where a store stands behind it. What the
 * cache holds is what the store has, or (write-back) what the store is going to have: so a write
 * that is not acknowledged is in the cache of nobody. Not thread-safe: the segment's one writer
 * calls it. Times are milliseconds since the epoch and passed in.
 *
 * <p>Works of one key go one after the other, works of different keys do not wait for each other;
 * what they need of the store leaves in batches, one load and one save at a time.
 */
public final class NamespaceWriter {

  private final WriteSettings settings;
  private final CachedPart cached;
  private final StoreCalls store;
  private final WriteEvents events;
  private final long patience;
  private final Refusals refusals;
  private final DirtyBuffer unsaved;
  private final Turns turns;
  private final Loads loads = new Loads();
  private final List<CompletableFuture<Void>> flushes = new ArrayList<>();
  private final Claim claim = new Claim();
  private final Progress progress;

  /**
   * @param patience for how long a work may wait before it is refused, and for how long a step
   *     keeps turns of which nothing is heard
   */
  public NamespaceWriter(
      String namespace,
      WriteSettings settings,
      CacheSegment segment,
      StoreCalls store,
      WriteEvents events,
      long patience) {
    this.settings = settings;
    this.store = store;
    this.events = events;
    this.patience = patience;
    this.refusals = new Refusals(namespace, patience);
    this.unsaved = new DirtyBuffer(settings);
    this.cached = new CachedPart(namespace, segment, unsaved);
    this.turns = new Turns(settings.maxDirtyBytes());
    this.progress =
        new Progress(
            settings,
            cached,
            unsaved,
            turns,
            loads,
            claim,
            refusals,
            store.maxValueBytes(),
            patience);
  }

  /** Does the work now if nothing has to be waited for, else when its turn comes. */
  public void submit(Work work, long now) {
    if (!turns.fits(work)) {
      work.refused(refusals.busy("too much waits for the store already"), now);
      return;
    }
    Optional<Turn> first = turns.add(work, now);
    if (first.isPresent()) {
      progress.advance(first.get(), now);
      pump(now);
    }
  }

  /** Likewise all works of a group. */
  public void submitTogether(List<? extends Work> works, long now) {
    if (!turns.fits(works)) {
      works.get(0).refused(refusals.busy("too much waits for the store already"), now);
      return;
    }
    List<Turn> first = new ArrayList<>();
    works.forEach(work -> turns.add(work, now).ifPresent(first::add));
    first.forEach(turn -> progress.advance(turn, now));
    pump(now);
  }

  /** Keeps the turns of all its keys, when they have come and if nothing is there. */
  public void hold(Hold hold, long now) {
    progress.holds().add(hold);
    submitTogether(hold.works(), now);
  }

  /** The step has ended; nothing happens where it keeps no turns here, any more or yet. */
  public void release(String step, Hold.End end, long now) {
    progress.holds().release(step, end, now);
    pump(now);
  }

  public void claimed(long claimedEpoch, long now) {
    claim.made(claimedEpoch);
    turns.all(Turn.State.CLAIMING).forEach(turn -> progress.goOn(turn, now));
    pump(now);
  }

  public void claimFailed(Throwable failure, long now) {
    claim.failed();
    events.failed("claiming", failure);
    for (Turn turn : turns.all(Turn.State.CLAIMING)) {
      while (!turn.isEmpty()) {
        progress.refuse(turn, refusals.storeFailed(failure), now);
      }
      progress.goOn(turn, now);
    }
    pump(now);
  }

  /** The keys that are missing in {@code found} are not in the store. */
  public void loaded(Map<CacheKey, StoredValue> found, long now) {
    for (CacheKey key : loads.answered()) {
      Optional<StoredValue> value =
          Optional.ofNullable(found.get(key)).filter(stored -> !stored.expired(now));
      value.ifPresent(stored -> cached.apply(key, new Change.Put(stored), now));
      Turn turn = turns.of(key);
      turn.know(value);
      progress.goOn(turn, now);
    }
    pump(now);
  }

  public void loadFailed(Throwable failure, long now) {
    events.failed("loading", failure);
    for (CacheKey key : loads.failed()) {
      Turn turn = turns.of(key);
      while (!turn.isEmpty() && turn.head().needsEntry()) {
        progress.refuse(turn, refusals.storeFailed(failure), now);
      }
      progress.goOn(turn, now);
    }
    pump(now);
  }

  public void saved(long now) {
    List<StoreWrite> batch = unsaved.saved();
    events.saved(batch.size());
    if (settings.pattern() == WritePattern.THROUGH) {
      // All of a group before anybody sees one.
      List<Turn> saved = batch.stream().map(write -> turns.of(write.key())).toList();
      saved.forEach(turn -> progress.keep(turn, turn.change(), now));
      progress.finishAll(saved, now);
    } else {
      turns.all(Turn.State.UNSAVED).forEach(turn -> progress.goOn(turn, now));
    }
    pump(now);
  }

  public void saveFailed(Throwable failure, long now) {
    if (failure instanceof StoreFencedException) {
      fenced(failure, now);
    } else if (settings.pattern() == WritePattern.BACK) {
      unsaved.failed(now);
      events.retried(failure, unsaved.failures());
    } else {
      events.failed("saving", failure);
      unsaved.givenUp().forEach(write -> notSaved(turns.of(write.key()), failure, now));
    }
    pump(now);
  }

  /** Whether the store has the write is not known, so the cache must not say anything of it. */
  private void notSaved(Turn turn, Throwable failure, long now) {
    cached.forget(turn.key());
    turn.forget();
    progress.refuse(turn, refusals.storeFailed(failure), now);
    progress.goOn(turn, now);
  }

  /** The other owner's word counts from now on: nothing that is here does. */
  private void fenced(Throwable failure, long now) {
    List<Turn> saving = turns.all(Turn.State.SAVING);
    int lost = unsaved.clear() - saving.size();
    events.fenced(lost);
    claim.lost();
    loads.outdated();
    cached.forgetAll(now);
    turns.all().forEach(Turn::forget);
    for (Turn turn : saving) {
      progress.refuse(turn, refusals.fenced(failure), now);
      progress.goOn(turn, now);
    }
    turns.all(Turn.State.UNSAVED).forEach(turn -> progress.goOn(turn, now));
  }

  /** The store saves nothing any more of the steps that it was told of. */
  public void withdrawn(long now) {
    progress.holds().withdrawn(now);
    pump(now);
  }

  public void withdrawFailed(Throwable failure, long now) {
    if (failure instanceof StoreFencedException) {
      // Nor does it under a claim that is not the last.
      progress.holds().withdrawn(now);
    } else {
      events.failed("withdrawing", failure);
      progress.holds().withdrawFailed(now);
    }
    pump(now);
  }

  /** Called now and then: refuses what has waited for too long, and tries again what is due. */
  public void tick(long now) {
    progress.giveUp(now - patience, now);
    progress.holds().tick(now);
    pump(now);
  }

  /** When {@link #tick} is to be called at the latest; empty if nothing waits for its time. */
  public OptionalLong wakeAt() {
    return LongStream.concat(unsaved.nextAt().stream(), progress.holds().nextAt().stream()).min();
  }

  /**
   * Saves everything that is acknowledged; from now on writes are not held back for others to join
   * them. The stage completes when nothing is left, which a store that is away delays for as long.
   */
  public CompletionStage<Void> flush(long now) {
    CompletableFuture<Void> flushed = new CompletableFuture<>();
    flushes.add(flushed);
    unsaved.drain();
    pump(now);
    return flushed;
  }

  /**
   * The last unsaved write of every key, for whoever has to stop now: what is being saved is among
   * it, since nobody will be there to try it again.
   */
  public List<StoreWrite> leftBehind() {
    return unsaved.keys().stream().map(key -> unsaved.find(key).orElseThrow()).toList();
  }

  /** Whether one of the works that wait for the key, or is being done, may change it. */
  public boolean changing(CacheKey key) {
    Turn turn = turns.of(key);
    return turn != null && turn.mayChange();
  }

  /** Keys whose last write the store may not have. */
  public List<CacheKey> unsavedKeys() {
    return unsaved.keys();
  }

  public long epoch() {
    return claim.epoch();
  }

  public WriteFigures figures(long now) {
    return new WriteFigures(
        unsaved.size(), unsaved.bytes(), unsaved.age(now), turns.size(), turns.heldBytes());
  }

  /** Asks the store for whatever is due, and lets go on whoever has room now. */
  private void pump(long now) {
    if (!turns.isEmpty() && claim.toBeMade()) {
      store.claim();
    }
    if (claim.stands()) {
      loads.next().ifPresent(store::load);
    }
    unsaved.next(now).ifPresent(batch -> store.save(claim.epoch(), batch));
    progress.holds().next(now).ifPresent(store::withdraw);
    while (turns.anyWaitsForRoom() && !progress.full(now)) {
      progress.goOn(turns.nextForRoom(), now);
    }
    if (unsaved.isEmpty() && !flushes.isEmpty()) {
      flushes.forEach(flushed -> flushed.complete(null));
      flushes.clear();
    }
  }
}
