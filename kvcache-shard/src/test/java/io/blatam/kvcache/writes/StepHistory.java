package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What callers did and were told, and whether it could have been so one after the other: each call
 * at one moment between its beginning and its end (Wing and Gong, 1993). A call of which nobody
 * knows how it ended may have been at any moment since, or never.
 */
final class StepHistory {

  /** Nothing is there. */
  static final int NOTHING = 0;

  private static final long NEVER = Long.MAX_VALUE;

  private enum Kind {
    WRITE,
    READ,
    WRITE_NEW
  }

  /** One call; whoever makes it says how it ends. */
  final class Entry {

    private final Kind kind;
    private final List<Integer> keys;
    private final int value;
    private final long begun;
    private long ended = NEVER;

    /** What a read found, or 1 where new keys were written and 0 where not. */
    private int answer;

    private Entry(Kind kind, List<Integer> keys, int value, long begun) {
      this.kind = kind;
      this.keys = keys;
      this.value = value;
      this.begun = begun;
    }

    int value() {
      return value;
    }

    void ended(int with, long now) {
      answer = with;
      ended = now;
      answered++;
    }

    /** It had no effect, and says nothing. */
    void refused() {
      entries.remove(this);
      answered++;
    }

    /** It may have one, now or later. */
    void unknown() {
      answered++;
    }

    /** What is there after it; empty if that can not be so. */
    private int[] on(int[] before) {
      int[] after = before.clone();
      switch (kind) {
        case READ -> after = before[keys.get(0)] == answer ? after : null;
        case WRITE -> after[keys.get(0)] = value;
        case WRITE_NEW -> {
          boolean free = keys.stream().allMatch(key -> before[key] == NOTHING);
          if (ended != NEVER && free != (answer == 1)) {
            after = null;
          } else if (free) {
            for (int key : keys) {
              after[key] = value;
            }
          }
        }
      }
      return after;
    }

    @Override
    public String toString() {
      return kind + " " + keys + " " + value + " [" + begun + ", " + ended + "] " + answer;
    }
  }

  private record Reached(long left, long values) {}

  /** Places that may be looked at for one history. */
  private static final int MOST = 3_000_000;

  private final List<Entry> entries = new ArrayList<>();
  private final int keys;
  private int nextValue = 1;
  private int asked;
  private int answered;

  /**
   * @param keys how many there are, of which none is there at first
   */
  StepHistory(int keys) {
    this.keys = keys;
  }

  Entry put(int key, long now) {
    return begin(Kind.WRITE, List.of(key), nextValue++, now);
  }

  Entry delete(int key, long now) {
    return begin(Kind.WRITE, List.of(key), NOTHING, now);
  }

  Entry read(int key, long now) {
    return begin(Kind.READ, List.of(key), NOTHING, now);
  }

  Entry putNew(List<Integer> several, long now) {
    return begin(Kind.WRITE_NEW, several, nextValue++, now);
  }

  private Entry begin(Kind kind, List<Integer> of, int value, long now) {
    Entry entry = new Entry(kind, of, value, now);
    entries.add(entry);
    asked++;
    return entry;
  }

  boolean allAnswered() {
    return asked == answered;
  }

  /** How many steps wrote their keys, as their callers know. */
  long written() {
    return entries.stream()
        .filter(entry -> entry.kind == Kind.WRITE_NEW && entry.answer == 1)
        .count();
  }

  boolean couldBe() {
    assertThat(entries).hasSizeLessThan(Long.SIZE);
    entries.sort(Comparator.comparingLong(entry -> entry.ended));
    return couldBe((1L << entries.size()) - 1, new int[keys], new HashSet<>());
  }

  /**
   * @param left a bit for each entry that has not been yet
   */
  private boolean couldBe(long left, int[] values, Set<Reached> seen) {
    int first = Long.numberOfTrailingZeros(left);
    if (left == 0 || entries.get(first).ended == NEVER) {
      return true;
    }
    if (!seen.add(new Reached(left, packed(values)))) {
      return false;
    }
    assertThat(seen).as("tried so far of %s", this).hasSizeLessThan(MOST);
    for (int i = first; i < entries.size(); i++) {
      Entry next = entries.get(i);
      boolean may = (left & 1L << i) != 0 && next.begun <= entries.get(first).ended;
      int[] after = may ? next.on(values) : null;
      if (after != null && couldBe(left & ~(1L << i), after, seen)) {
        return true;
      }
    }
    return false;
  }

  /** Exactly: values are small, and keys few. */
  private static long packed(int[] values) {
    long packed = 0;
    for (int value : values) {
      packed = packed << 6 | value;
    }
    return packed;
  }

  @Override
  public String toString() {
    StringBuilder lines = new StringBuilder();
    entries.forEach(entry -> lines.append('\n').append(entry));
    return lines.toString();
  }
}
