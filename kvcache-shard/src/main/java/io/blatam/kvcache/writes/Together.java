package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.KvCacheException;
import java.util.List;
import java.util.Optional;

/** How a writer does the works of a {@link Group}. Belongs to the segment's one writer. */
final class Together {

  private final NamespaceWriter writer;
  private final Turns turns;
  private long groups = DirtyBuffer.ALONE;

  Together(NamespaceWriter writer, Turns turns) {
    this.writer = writer;
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
      all.forEach(one -> writer.goOn(one, now));
      return;
    }
    perform(all, now);
  }

  private void perform(List<Turn> all, long now) {
    List<Optional<Change>> changes =
        all.stream().map(turn -> turn.head().decide(turn.entry(now), now)).toList();
    Optional<KvCacheException> tooLarge =
        changes.stream()
            .flatMap(Optional::stream)
            .flatMap(change -> writer.tooLarge(change).stream())
            .findAny();
    if (!changes.stream().allMatch(Optional::isPresent)) {
      finish(all, now);
    } else if (tooLarge.isPresent()) {
      writer.refuse(all.get(0), tooLarge.get(), now);
    } else {
      groups++;
      boolean over = true;
      for (int i = 0; i < all.size(); i++) {
        over &= writer.make(all.get(i), changes.get(i).orElseThrow(), groups, now);
      }
      if (over) {
        finish(all, now);
      }
    }
  }

  private void finish(List<Turn> all, long now) {
    all.forEach(turn -> writer.finish(turn, now));
    all.forEach(turn -> writer.goOn(turn, now));
  }

  /** None of the group's works is done: those that wait for the others leave. */
  void giveUp(Group group, long now) {
    if (group.isOver()) {
      return;
    }
    group.end();
    for (Turn turn : group.arrived()) {
      if (turns.of(turn.key()) == turn && turn.state() == Turn.State.GATHERING) {
        writer.goOn(turn, now);
      }
    }
  }
}
