package io.blatam.kvcache.engine.policy;

import java.util.Arrays;

/** Which record follows which; takes no room while none does. */
final class Chains {

  /** Bytes a record, once there are chains. */
  static final int BYTES = 4 * Integer.BYTES;

  /** Record numbers plus one; 0 for none. */
  private int[] parents = {};

  private int[] firstFollowers = {};
  private int[] nextSiblings = {};
  private int[] previousSiblings = {};

  /** {@link Records#NONE} if it follows none. */
  int parent(int record) {
    return record < parents.length ? parents[record] - 1 : Records.NONE;
  }

  boolean isFollowed(int record) {
    return record < firstFollowers.length && firstFollowers[record] > 0;
  }

  /** One of those that follow it; {@link Records#NONE} if none does. */
  int follower(int record) {
    return record < firstFollowers.length ? firstFollowers[record] - 1 : Records.NONE;
  }

  /** Another that follows what the record follows; {@link Records#NONE} after the last. */
  int sibling(int record) {
    return nextSiblings[record] - 1;
  }

  /** Whether another follows it than those marked. */
  boolean isFollowedBut(int record, boolean[] marked) {
    int each = record < firstFollowers.length ? firstFollowers[record] : 0;
    while (each > 0 && marked[each - 1]) {
      each = nextSiblings[each - 1];
    }
    return each > 0;
  }

  /** Whether the other follows the record, directly or not, or is the same. */
  boolean leadsTo(int record, int other) {
    int each = other;
    while (each != record && each != Records.NONE && isFollowed(record)) {
      each = parent(each);
    }
    return each == record;
  }

  boolean any() {
    return parents.length > 0;
  }

  /**
   * @param limit every record's number is below this
   */
  void follow(int record, int parent, int limit) {
    if (parents.length < limit) {
      parents = Arrays.copyOf(parents, limit);
      firstFollowers = Arrays.copyOf(firstFollowers, limit);
      nextSiblings = Arrays.copyOf(nextSiblings, limit);
      previousSiblings = Arrays.copyOf(previousSiblings, limit);
    }
    int sibling = firstFollowers[parent];
    parents[record] = parent + 1;
    firstFollowers[parent] = record + 1;
    nextSiblings[record] = sibling;
    previousSiblings[record] = 0;
    if (sibling > 0) {
      previousSiblings[sibling - 1] = record + 1;
    }
  }

  /** The record, which follows another, follows none any more. */
  void unlink(int record) {
    int next = nextSiblings[record];
    int previous = previousSiblings[record];
    if (previous > 0) {
      nextSiblings[previous - 1] = next;
    } else {
      firstFollowers[parents[record] - 1] = next;
    }
    if (next > 0) {
      previousSiblings[next - 1] = previous;
    }
    parents[record] = 0;
  }

  /** Whoever follows this record follows none any more. */
  void orphan(int parent) {
    while (isFollowed(parent)) {
      unlink(firstFollowers[parent] - 1);
    }
  }
}
