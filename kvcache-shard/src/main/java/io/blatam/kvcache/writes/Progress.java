package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.store.StoredValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far works come: each is done when its turn has come and what it needs is there, and waits
 * where it is not. What is waited for is asked of the store by the {@link NamespaceWriter}. Belongs
 * to the segment's one writer.
 */
final class Progress {

  private final WriteSettings settings;
  private final CachedPart cached;
  private final DirtyBuffer unsaved;
  private final Turns turns;
  private final Loads loads;
  private final Claim claim;
  private final Refusals refusals;
  private final int maxValueBytes;
  private final Holds holds;
  private final GroupedWorks together;

  /**
   * @param maxValueBytes the largest value that the store takes
   * @param lease for how many milliseconds a step keeps turns that nobody speaks of any more
   */
  Progress(
      WriteSettings settings,
      CachedPart cached,
      DirtyBuffer unsaved,
      Turns turns,
      Loads loads,
      Claim claim,
      Refusals refusals,
      int maxValueBytes,
      long lease) {
    this.settings = settings;
    this.cached = cached;
    this.unsaved = unsaved;
    this.turns = turns;
    this.loads = loads;
    this.claim = claim;
    this.refusals = refusals;
    this.maxValueBytes = maxValueBytes;
    this.holds = new Holds(this, settings, cached, refusals, lease);
    this.together = new GroupedWorks(this, turns, claim, holds);
  }

  Holds holds() {
    return holds;
  }

  void goOn(Turn turn, long now) {
    turn.state(Turn.State.READY);
    advance(turn, now);
  }

  /** Does the key's works until one has to wait. */
  void advance(Turn turn, long now) {
    while (!turn.isEmpty()) {
      Work work = turn.head();
      Optional<Group> group = work.group();
      if (group.filter(Group::isOver).isPresent()) {
        turns.take(turn);
        continue;
      }
      if (!claim.stands()) {
        turn.state(Turn.State.CLAIMING);
        return;
      }
      if (work.needsEntry() && turn.known().isEmpty() && !lookUp(turn, now)) {
        turn.state(Turn.State.LOADING);
        loads.add(turn.key());
        return;
      }
      if (work.mayWrite() && full(now)) {
        if (settings.onFull() == OnFull.WAIT) {
          turns.waitForRoom(turn);
          return;
        }
        refuse(turn, refusals.busy("as much as may be is unsaved"), now);
      } else if (group.isPresent()) {
        if (group.get() instanceof Hold && unsaved.hurry(turn.key())) {
          turn.state(Turn.State.UNSAVED);
        } else {
          together.gather(turn, group.get(), now);
        }
        return;
      } else if (!perform(turn, work, now)) {
        turn.state(Turn.State.SAVING);
        return;
      }
    }
    turns.end(turn);
  }

  boolean full(long now) {
    return settings.pattern() == WritePattern.BACK && unsaved.full(now);
  }

  /** From memory: what the cache holds, or, where it was evicted, what is not saved yet. */
  private boolean lookUp(Turn turn, long now) {
    Optional<Optional<StoredValue>> known = cached.find(turn.key(), now);
    known.ifPresent(turn::know);
    return known.isPresent();
  }

  /**
   * @return whether it is over
   */
  private boolean perform(Turn turn, Work work, long now) {
    Optional<Change> change = work.decide(turn.entry(now), now);
    if (change.isEmpty()) {
      finish(turn, now);
      return true;
    }
    Optional<KvCacheException> tooLarge = tooLarge(change.get());
    if (tooLarge.isPresent()) {
      refuse(turn, tooLarge.get(), now);
      return true;
    }
    boolean over = make(turn, change.get(), DirtyBuffer.ALONE, now);
    if (over) {
      finish(turn, now);
    }
    return over;
  }

  Optional<KvCacheException> tooLarge(Change change) {
    return change instanceof Change.Put put && put.value().value().length > maxValueBytes
        ? Optional.of(refusals.tooLarge(put, maxValueBytes))
        : Optional.empty();
  }

  /**
   * @param group of the change, or {@link DirtyBuffer#ALONE}
   * @return whether nothing has to be waited for
   */
  boolean make(Turn turn, Change change, long group, long now) {
    unsaved.add(claim.write(turn.key(), change), now, group);
    if (settings.pattern() == WritePattern.THROUGH) {
      turn.change(change);
      turn.state(Turn.State.SAVING);
      return false;
    }
    keep(turn, change, now);
    return true;
  }

  /** The change is what is there from now on. */
  void keep(Turn turn, Change change, long now) {
    cached.apply(turn.key(), change, now);
    turn.know(change instanceof Change.Put put ? Optional.of(put.value()) : Optional.empty());
  }

  void finish(Turn turn, long now) {
    turns.take(turn).done(now);
  }

  /** All are done before anybody who waits behind one of them goes on. */
  void finishAll(List<Turn> all, long now) {
    all.forEach(turn -> finish(turn, now));
    all.forEach(turn -> goOn(turn, now));
  }

  void refuse(Turn turn, KvCacheException why, long now) {
    Work work = turns.take(turn);
    work.refused(why, now);
    work.group().ifPresent(group -> giveUp(group, now));
  }

  /** Refuses what has waited since before that. */
  void giveUp(long before, long now) {
    List<Group> late = new ArrayList<>();
    for (Turn turn : turns.all()) {
      turns.giveUp(
          turn,
          before,
          work -> {
            work.refused(refusals.tooLate(turn), now);
            work.group().ifPresent(late::add);
          });
      if (turn.isEmpty() && !loads.underWay(turn.key())) {
        loads.remove(turn.key());
        turns.end(turn);
      }
    }
    late.forEach(group -> giveUp(group, now));
    // Who waited for them to be saved may be gone.
    turns.all(Turn.State.UNSAVED).forEach(turn -> goOn(turn, now));
  }

  /** None of the group's works is done. */
  void giveUp(Group group, long now) {
    together.giveUp(group, now);
  }
}
