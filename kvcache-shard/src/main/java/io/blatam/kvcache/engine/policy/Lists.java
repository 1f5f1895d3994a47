package io.blatam.kvcache.engine.policy;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Doubly linked lists of {@link Records}: a record is in one list at a time, and leaves it without
 * knowing which. Each list is a ring with a head; heads have negative numbers. {@link #BYTES} bytes
 * a record.
 */
final class Lists {

  /** Bytes a record, whether it is in a list or not. */
  static final int BYTES = 2 * Integer.BYTES;

  private final Records records;
  private int[] before;
  private int[] after;
  private int[] firsts = new int[8];
  private int[] lasts = new int[8];
  private int lists;

  Lists(Records records) {
    this.records = records;
    this.before = new int[records.limit()];
    this.after = new int[records.limit()];
  }

  /** A new, empty list's number. */
  int create() {
    if (lists == firsts.length) {
      firsts = Arrays.copyOf(firsts, lists * 2);
      lasts = Arrays.copyOf(lasts, lists * 2);
    }
    firsts[lists] = ~lists;
    lasts[lists] = ~lists;
    return lists++;
  }

  boolean isEmpty(int list) {
    return firsts[list] < 0;
  }

  /** {@link Records#NONE} if there is none. */
  int first(int list) {
    return Math.max(Records.NONE, firsts[list]);
  }

  /** The first but this one; {@link Records#NONE} if there is no other, or for any. */
  int firstBut(int list, int spared) {
    int first = first(list);
    return first == spared && first != Records.NONE ? after(first) : first;
  }

  /** The one after it in its list; {@link Records#NONE} if it is the last. */
  int after(int record) {
    return Math.max(Records.NONE, after[record]);
  }

  void addLast(int list, int record) {
    insert(record, lasts[list], ~list);
  }

  void addFirst(int list, int record) {
    insert(record, ~list, firsts[list]);
  }

  void remove(int record) {
    join(before[record], after[record]);
  }

  void forEach(int list, IntConsumer action) {
    for (int each = first(list); each != Records.NONE; each = after(each)) {
      action.accept(each);
    }
  }

  private void insert(int record, int previous, int next) {
    if (record >= before.length) {
      before = Arrays.copyOf(before, records.limit());
      after = Arrays.copyOf(after, records.limit());
    }
    join(previous, record);
    join(record, next);
  }

  private void join(int previous, int next) {
    if (previous >= 0) {
      after[previous] = next;
    } else {
      firsts[~previous] = next;
    }
    if (next >= 0) {
      before[next] = previous;
    } else {
      lasts[~next] = previous;
    }
  }
}
