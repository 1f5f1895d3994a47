package io.blatam.inference.batch;

import java.util.Iterator;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A queue in strict order of priority in which nobody starves: after each {@code age} of waiting,
 * an element is treated as if its priority were one higher.
 *
 * <p>Everybody ages equally fast, so the order of two elements never changes while they wait: it is
 * the order of arrival + priority × age, a virtual deadline as in earliest-deadline-first
 * scheduling (Liu and Layland, 1973). Equal ones are served in order of arrival. O(log n) for every
 * operation. Not thread-safe.
 */
public final class AgeingQueue<T> implements Iterable<T> {

  private record Place(long deadline, long number) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int order = Long.compare(deadline, other.deadline);
      return order != 0 ? order : Long.compare(number, other.number);
    }
  }

  private final long ageNanos;
  private final TreeMap<Place, T> places = new TreeMap<>();
  private long number;

  public AgeingQueue(long ageNanos) {
    if (ageNanos < 1) {
      throw new IllegalArgumentException("age: must be at least 1 ns, not " + ageNanos);
    }
    this.ageNanos = ageNanos;
  }

  /**
   * @param priority 1 is first
   * @param nowNanos since a fixed point; never smaller than at an earlier call
   */
  public void add(T element, int priority, long nowNanos) {
    places.put(new Place(nowNanos + priority * ageNanos, number++), element);
  }

  /** Takes the first. */
  public Optional<T> poll() {
    return Optional.ofNullable(places.pollFirstEntry()).map(entry -> entry.getValue());
  }

  public boolean remove(T element) {
    Iterator<T> elements = iterator();
    while (elements.hasNext()) {
      if (elements.next().equals(element)) {
        elements.remove();
        return true;
      }
    }
    return false;
  }

  public int size() {
    return places.size();
  }

  public boolean isEmpty() {
    return places.isEmpty();
  }

  /** In the order in which they would be taken; may remove. */
  @Override
  public Iterator<T> iterator() {
    return places.values().iterator();
  }
}
