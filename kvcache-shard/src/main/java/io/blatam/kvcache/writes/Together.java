package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.KvCacheException;
import java.util.List;
import java.util.Optional;

/** How the works of a {@link Group} are done. Belongs to the segment's one writer. */
final class Together {

  private final Progress progress;
  private final Turns turns;
  private long groups = DirtyBuffer.ALONE;

  Together(Progress progress, Turns turns) {
    this.progress = progress;
    this.turns = turns;
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
    } else {
      perform(all, now);
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
