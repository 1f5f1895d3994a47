package io.blatam.kvcache.writes;

/** What stands behind a namespace's entries. */
public enum WritePattern {
  /** Nothing: callers look aside. */
  ASIDE,
  /** A store that has a write before the write is acknowledged. */
  THROUGH,
  /** A store that gets writes in batches after they are acknowledged. */
  BACK
}
