package io.blatam.kvcache.writes;

/** What becomes of a write when no more may be left unsaved. */
public enum OnFull {
  /** It waits for a while, and is refused then. */
  WAIT,
  /** It is refused at once. */
  BUSY
}
