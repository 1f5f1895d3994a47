package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.store.StoredValue;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/** The works of one key, one after the other. There is none where there is nothing to wait for. */
final class Turn {

  enum State {
    /** Goes on whenever it is told to. */
    READY,
    CLAIMING,
    LOADING,
    /** Waits until more may be left unsaved. */
    NO_ROOM,
    /** Waits for the others of its group. */
    GATHERING,
    /** Waits until what was acknowledged of the key is saved. */
    UNSAVED,
    SAVING,
    /** A step over several segments has it. */
    HELD
  }

  private record Queued(Work work, long since) {}

  private final CacheKey key;
  private final ArrayDeque<Queued> works = new ArrayDeque<>();
  private State state = State.READY;
  private Optional<Optional<StoredValue>> known = Optional.empty();
  private Optional<Change> change = Optional.empty();

  Turn(CacheKey key) {
    this.key = key;
  }

  CacheKey key() {
    return key;
  }

  void add(Work work, long now) {
    works.add(new Queued(work, now));
  }

  boolean isEmpty() {
    return works.isEmpty();
  }

  Work head() {
    return works.element().work();
  }

  Work poll() {
    return works.remove().work();
  }

  boolean mayChange() {
    return state == State.HELD || works.stream().anyMatch(queued -> queued.work().mayWrite());
  }

  State state() {
    return state;
  }

  void state(State next) {
    state = next;
  }

  /** What is there, if that is known. */
  Optional<Optional<StoredValue>> known() {
    return known;
  }

  /** What is known to be there now. */
  Optional<StoredValue> entry(long now) {
    return known.flatMap(value -> value).filter(value -> !value.expired(now));
  }

  void know(Optional<StoredValue> value) {
    known = Optional.of(value);
  }

  void forget() {
    known = Optional.empty();
  }

  /** What is being saved for the work that is at its turn. */
  Change change() {
    return change.orElseThrow();
  }

  void change(Change saving) {
    change = Optional.of(saving);
  }

  /**
   * Takes out what has waited for too long, except what is being saved, here or by a step: nobody
   * can stop that.
   */
  void giveUp(long before, Consumer<Work> action) {
    Iterator<Queued> queued = works.iterator();
    boolean first = true;
    while (queued.hasNext()) {
      Queued next = queued.next();
      if (next.since() < before && !(first && isBeingDone())) {
        queued.remove();
        action.accept(next.work());
      }
      first = false;
    }
  }

  private boolean isBeingDone() {
    return state == State.SAVING || state == State.HELD;
  }
}
