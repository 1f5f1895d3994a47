package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.KvCacheException;
import java.util.List;
import java.util.Optional;

/**
 * Does the works of a {@link Group}: brings them together at their keys' turns, and then makes all
 * of their changes or none. Belongs to the segment's one writer.
 */
final class GroupedWorks {

  private final Progress progress;
  private final Turns turns;
  private final Claim claim;
  private final Holds holds;
  private long groups = DirtyBuffer.ALONE;

  GroupedWorks(Progress progress, Turns turns, Claim claim, Holds holds) {
    this.progress = progress;
    this.turns = turns;
    this.claim = claim;
    this.holds = holds;
  }

  /** The work at its key's turn has what it needs; it waits for the others, or all are done. */
  void gather(Turn turn, Group group, long now) {
    turn.state(Turn.State.GATHERING);
    group.arrive(turn);
    if (!group.complete()) {
      return;
    }
    List<Turn> all = group.arrived();
    if (all.stream().anyMatch(one -> one.known().isEmpty())) {
      // Another owner has written since the first of them came.
      group.disperse();
      all.forEach(one -> progress.goOn(one, now));
    } else if (group instanceof Hold hold) {
      hold(hold, all, now);
    } else {
      perform(all, now);
    }
  }

  private void hold(Hold hold, List<Turn> all, long now) {
    if (all.stream().allMatch(turn -> turn.entry(now).isEmpty())) {
      holds.keep(hold, claim.nextVersion(), now);
    } else {
      holds.taken(hold, now);
    }
  }

  private void perform(List<Turn> all, long now) {
    List<Optional<Change>> changes =
        all.stream().map(turn -> turn.head().decide(turn.entry(now), now)).toList();
    Optional<KvCacheException> tooLarge =
        changes.stream()
            .flatMap(Optional::stream)
            .flatMap(change -> progress.tooLarge(change).stream())
            .findAny();
    if (!changes.stream().allMatch(Optional::isPresent)) {
      progress.finishAll(all, now);
    } else if (tooLarge.isPresent()) {
      progress.refuse(all.get(0), tooLarge.get(), now);
    } else {
      groups++;
      boolean over = true;
      for (int i = 0; i < all.size(); i++) {
        over &= progress.make(all.get(i), changes.get(i).orElseThrow(), groups, now);
      }
      if (over) {
        progress.finishAll(all, now);
      }
    }
  }

  /** None of the group's works is done: those that wait for the others leave. */
  void giveUp(Group group, long now) {
    if (group.isOver()) {
      return;
    }
    group.end();
    for (Turn turn : group.arrived()) {
      if (turns.of(turn.key()) == turn && turn.state() == Turn.State.GATHERING) {
        progress.goOn(turn, now);
      }
    }
  }
}
