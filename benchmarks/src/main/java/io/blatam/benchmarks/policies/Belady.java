package io.blatam.benchmarks.policies;

import java.util.Arrays;
import java.util.PriorityQueue;

/** Belady's clairvoyant bound for unit weights: gives up what is asked for last, newcomers too. */
final class Belady {

  private Belady() {}

  private record Held(int key, int next) {}

  static long hits(int[] keys, int distinct, long capacity) {
    int[] next = new int[keys.length];
    int[] seen = new int[distinct];
    Arrays.fill(seen, Integer.MAX_VALUE);
    for (int i = keys.length - 1; i >= 0; i--) {
      next[i] = seen[keys[i]];
      seen[keys[i]] = i;
    }
    PriorityQueue<Held> byNext = new PriorityQueue<>((a, b) -> Integer.compare(b.next, a.next));
    int[] due = new int[distinct];
    Arrays.fill(due, -1);
    long held = 0;
    long hits = 0;
    for (int i = 0; i < keys.length; i++) {
      int key = keys[i];
      if (due[key] == i) {
        hits++;
      } else {
        held++;
      }
      due[key] = next[i];
      byNext.add(new Held(key, next[i]));
      while (held > capacity) {
        Held last = byNext.remove();
        // An entry that was asked for since has a later place in the queue as well.
        if (due[last.key] == last.next) {
          due[last.key] = -1;
          held--;
        }
      }
    }
    return hits;
  }
}
