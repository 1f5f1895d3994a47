package io.blatam.benchmarks.policies;

/** A cache of keys that is asked, and holds what it was asked for if it wants to. */
interface Cache {

  /**
   * @param bytes what the object weighs; 1 in traces without sizes
   * @return whether it was there
   */
  boolean access(int key, int bytes);

  boolean contains(int key);
}
