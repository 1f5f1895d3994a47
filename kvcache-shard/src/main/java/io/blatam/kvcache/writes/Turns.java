package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All works of a namespace that wait, by key, and how much they hold. Not thread-safe. */
final class Turns {

  private final long maxBytes;
  private final Map<CacheKey, Turn> byKey = new HashMap<>();
  private final Set<Turn> noRoom = new LinkedHashSet<>();
  private long heldBytes;

  /**
   * @param maxBytes what all works may hold together
   */
  Turns(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whether there is room for the work; for a single one there always is. */
  boolean fits(Work work) {
    return heldBytes == 0 || heldBytes + weight(work) <= maxBytes;
  }

  /** Likewise for several at once. */
  boolean fits(List<? extends Work> works) {
    long together = works.stream().mapToLong(Turns::weight).sum();
    return heldBytes == 0 || heldBytes + together <= maxBytes;
  }

  /** Puts the work in its place; gives its turn if it is at it now, having nobody before it. */
  Optional<Turn> add(Work work, long now) {
    heldBytes += weight(work);
    Turn standing = byKey.get(work.key());
    if (standing != null) {
      standing.add(work, now);
      return Optional.empty();
    }
    Turn turn = new Turn(work.key());
    byKey.put(work.key(), turn);
    turn.add(work, now);
    return Optional.of(turn);
  }

  /** The key's turn, which there is while one of its works is under way. */
  Turn of(CacheKey key) {
    return byKey.get(key);
  }

  List<Turn> all() {
    return List.copyOf(byKey.values());
  }

  List<Turn> all(Turn.State state) {
    return byKey.values().stream().filter(turn -> turn.state() == state).toList();
  }

  /** The work that is at its turn leaves. */
  Work take(Turn turn) {
    Work work = turn.poll();
    heldBytes -= weight(work);
    return work;
  }

  /** Those leave who have waited since before that. */
  void giveUp(Turn turn, long before, Consumer<Work> action) {
    turn.giveUp(
        before,
        work -> {
          heldBytes -= weight(work);
          action.accept(work);
        });
  }

  /** The turn goes on when more may be left unsaved. */
  void waitForRoom(Turn turn) {
    turn.state(Turn.State.NO_ROOM);
    noRoom.add(turn);
  }

  /** Whether one waits for that. */
  boolean anyWaitsForRoom() {
    return !noRoom.isEmpty();
  }

  /** Who has waited longest for it, and does so no more. */
  Turn nextForRoom() {
    Turn first = noRoom.iterator().next();
    noRoom.remove(first);
    return first;
  }

  /** Nobody waits there any more. */
  void end(Turn turn) {
    noRoom.remove(turn);
    byKey.remove(turn.key());
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  int size() {
    return byKey.size();
  }

  long heldBytes() {
    return heldBytes;
  }

  private static long weight(Work work) {
    return work.bytes() + DirtyBuffer.OVERHEAD;
  }
}
