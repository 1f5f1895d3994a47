package io.blatam.kvcache.writes;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Works of different keys that are done together: each waits at its key's turn until all know what
 * is there; then all decide, and either every change is made, in one batch for the store, or none.
 * Works come to a group at once, so of two groups one is before the other at all keys that they
 * share, and neither waits for the other for ever. Belongs to the segment's one writer.
 */
public class Group {

  private final int size;
  private final Set<Turn> arrived = new LinkedHashSet<>();
  private boolean over;

  /**
   * @param size how many works it has
   */
  public Group(int size) {
    this.size = size;
  }

  final void arrive(Turn turn) {
    arrived.add(turn);
  }

  final boolean complete() {
    return arrived.size() == size;
  }

  final List<Turn> arrived() {
    return List.copyOf(arrived);
  }

  /** They have to come again: what they knew does not count any more. */
  final void disperse() {
    arrived.clear();
  }

  /** One of its works was refused: none of the others is done. */
  final boolean isOver() {
    return over;
  }

  final void end() {
    over = true;
  }
}
