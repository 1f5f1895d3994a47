package io.blatam.kvcache.client;

import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One key, written by one thread and read by many: says of each read whether it can have happened
 * at one moment between its call and its return. Versions grow by one with each write, so a read is
 * right if its version is none older than the last write acknowledged, or the last version that
 * anybody had read, before it was called, and none younger than the last write begun before it
 * returned. A removal is a write whose version can not be seen. Thread-safe.
 */
final class RegisterHistory {

  private final SortedSet<Long> removals = new TreeSet<>();
  private long begun;
  private long certain;
  private String violation = "";

  RegisterHistory() {
    removals.add(0L);
  }

  synchronized long beginWrite(boolean removal) {
    begun++;
    if (removal) {
      removals.add(begun);
    }
    return begun;
  }

  /** Who calls it has been told that the write is done. */
  synchronized void acknowledged(long version) {
    certain = Math.max(certain, version);
  }

  /** The oldest version that a read may give which is called now. */
  synchronized long beginRead() {
    return certain;
  }

  synchronized void read(long oldest, Optional<Long> version) {
    long seen;
    if (version.isPresent()) {
      seen = version.get();
    } else {
      SortedSet<Long> possible = removals.tailSet(oldest);
      seen = possible.isEmpty() ? -1 : possible.first();
    }
    if (seen < oldest || seen > begun) {
      violation = "read " + version + " where " + oldest + " to " + begun + " were possible";
    }
    certain = Math.max(certain, seen);
  }

  synchronized String violation() {
    return violation;
  }
}
