package io.blatam.benchmarks.policies;

/** A cache of keys that is asked, and holds what it was asked for if it wants to. */
interface Cache {

  /**
   * @param bytes what the object weighs; 1 in traces without sizes
   * @return whether it was there
   */
  boolean access(int key, int bytes);

  boolean contains(int key);

  /**
   * Takes in a request's chain of blocks, the head first among the keys, of which the first so many
   * are there. A cache that knows nothing of chains is asked for the tail first, so that by recency
   * a tail goes before its head.
   */
  default void chain(int[] keys, int present) {
    for (int block = keys.length - 1; block >= 0; block--) {
      access(keys[block], 1);
    }
  }
}
