package io.blatam.benchmarks.policies;

import java.util.Iterator;
import java.util.LinkedHashSet;

/** ARC (Megiddo and Modha, FAST 2003), figure 4. Unit weights. */
final class Arc implements Cache {

  private final int capacity;
  private final LinkedHashSet<Integer> t1 = new LinkedHashSet<>();
  private final LinkedHashSet<Integer> t2 = new LinkedHashSet<>();
  private final LinkedHashSet<Integer> b1 = new LinkedHashSet<>();
  private final LinkedHashSet<Integer> b2 = new LinkedHashSet<>();
  private double target;

  Arc(int capacity) {
    this.capacity = capacity;
  }

  @Override
  public boolean access(int key, int bytes) {
    if (t1.remove(key) || t2.remove(key)) {
      t2.add(key);
      return true;
    }
    if (b1.contains(key)) {
      target = Math.min(capacity, target + Math.max(1.0, (double) b2.size() / b1.size()));
      replace(false);
      b1.remove(key);
      t2.add(key);
    } else if (b2.contains(key)) {
      target = Math.max(0, target - Math.max(1.0, (double) b1.size() / b2.size()));
      replace(true);
      b2.remove(key);
      t2.add(key);
    } else {
      makeRoom();
      t1.add(key);
    }
    return false;
  }

  @Override
  public boolean contains(int key) {
    return t1.contains(key) || t2.contains(key);
  }

  private void makeRoom() {
    if (t1.size() + b1.size() == capacity) {
      if (t1.size() < capacity) {
        pollFirst(b1);
        replace(false);
      } else {
        pollFirst(t1);
      }
    } else {
      int all = t1.size() + t2.size() + b1.size() + b2.size();
      if (all >= capacity) {
        if (all == 2 * capacity) {
          pollFirst(b2);
        }
        replace(false);
      }
    }
  }

  private void replace(boolean inB2) {
    if (t1.size() + t2.size() < capacity) {
      return;
    }
    boolean fromT1 = !t1.isEmpty() && (t1.size() > target || (inB2 && t1.size() == (int) target));
    if (fromT1 || t2.isEmpty()) {
      b1.add(pollFirst(t1));
    } else {
      b2.add(pollFirst(t2));
    }
  }

  private static int pollFirst(LinkedHashSet<Integer> set) {
    Iterator<Integer> first = set.iterator();
    int key = first.next();
    first.remove();
    return key;
  }
}
