package io.blatam.benchmarks.policies;

import java.util.Arrays;

/**
 * Accesses in order.
 *
 * @param keys numbered from 0 in order of their first access
 * @param bytes of each access's object; empty where all weigh the same
 * @param requests where each request begins among the accesses, its blocks following in the order
 *     of the prefix; empty where each access stands alone
 * @param distinct how many keys there are
 */
record Trace(String name, int[] keys, int[] bytes, int[] requests, int distinct) {

  boolean sized() {
    return bytes.length > 0;
  }

  boolean chained() {
    return requests.length > 0;
  }

  /** The same accesses to objects of which none weighs less than this. */
  Trace weighingAtLeast(int least) {
    int[] weights = Arrays.stream(bytes).map(weight -> Math.max(least, weight)).toArray();
    return new Trace(name, keys, weights, requests, distinct);
  }

  /** What the objects weigh together, each at the size of its last access. */
  long footprint() {
    int[] last = new int[distinct];
    for (int i = 0; i < keys.length; i++) {
      last[keys[i]] = bytes[i];
    }
    long sum = 0;
    for (int size : last) {
      sum += size;
    }
    return sum;
  }
}
