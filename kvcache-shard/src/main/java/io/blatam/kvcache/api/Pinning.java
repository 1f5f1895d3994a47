package io.blatam.kvcache.api;

/** What became of the wish to pin an entry. */
public enum Pinning {
  /** It is pinned: it goes only when it expires or is removed. */
  PINNED,
  /** There is no entry of this name. */
  NO_ENTRY,
  /**
   * Entries that are pinned already leave no room under {@code blatam.kvcache.pinned-share}; unpin
   * some, or raise it.
   */
  NO_ROOM
}
