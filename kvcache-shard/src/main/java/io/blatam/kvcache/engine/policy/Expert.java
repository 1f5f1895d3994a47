package io.blatam.kvcache.engine.policy;

/**
 * A replacement algorithm on keys alone: which keys a cache of its capacity would hold that obeyed
 * it. It tells its listener of every key that it gives up, and may decline an arriving key heavier
 * than {@value #DOORSTEP}th of its capacity; a lighter one is always held until the next access at
 * least.
 */
interface Expert {

  /** An arriving key up to one part in so many of the capacity is never declined. */
  int DOORSTEP = 64;

  /**
   * A key was asked for, and if it was not there, stored.
   *
   * @param weight bytes, at least 1
   * @param cost what a miss costs, at least 1
   * @return whether the expert's cache would have had it
   */
  boolean access(long key, int weight, long cost);

  boolean contains(long key);

  /** The key was removed or has expired: not the expert's choice, so no listener is told. */
  void forget(long key);
}
