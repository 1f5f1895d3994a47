package io.blatam.kvcache.tier;

/** How far down the entries of a namespace may go. */
public enum Lowest {
  /** Evicted is gone. */
  HOT,
  /** Compressed in memory, never on disk. */
  WARM,
  /** In files. */
  COLD
}
