package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

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

    /** Whether its caller knows that it changed nothing. */
    private boolean looksOnly() {
      return kind == Kind.READ || kind == Kind.WRITE_NEW && ended != NEVER && answer == 0;
    }

    /** Whether it can have been as it was told, where these values are there. */
    private boolean fits(int[] values) {
      return switch (kind) {
        case READ -> values[keys.get(0)] == answer;
        case WRITE -> true;
        case WRITE_NEW -> looksOnly() != keys.stream().allMatch(key -> values[key] == NOTHING);
      };
    }

    /** What is there after it, if it changes anything. */
    private int[] on(int[] before) {
      int[] after = before.clone();
      keys.forEach(key -> after[key] = value);
      return after;
    }

    @Override
    public String toString() {
      return kind + " " + keys + " " + value + " [" + begun + ", " + ended + "] " + answer;
    }
  }

  private record Reached(long left, long values) {}

  /** Places that may be looked at for one history. */
  private static final int MOST = 300_000;

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
   * What only looks, and can have looked now, has done so now: it is in nobody's way, and later it
   * may find something else. So only the orders of what changes something are tried.
   *
   * @param left a bit for each entry that has not been yet
   */
  private boolean couldBe(long left, int[] values, Set<Reached> seen) {
    long unseen = left & ~looks(left, values);
    if (unseen != left) {
      return couldBe(unseen, values, seen);
    }
    if (isOver(left)) {
      return true;
    }
    if (!seen.add(new Reached(left, packed(values)))) {
      return false;
    }
    assertThat(seen.size()).as("places seen of %s", this).isLessThan(MOST);
    return next(left)
        .filter(i -> !entries.get(i).looksOnly() && entries.get(i).fits(values))
        .anyMatch(i -> couldBe(left & ~(1L << i), entries.get(i).on(values), seen));
  }

  /** A bit for each that can look now. */
  private long looks(long left, int[] values) {
    return next(left)
        .filter(i -> entries.get(i).looksOnly() && entries.get(i).fits(values))
        .mapToLong(i -> 1L << i)
        .reduce(0, (some, more) -> some | more);
  }

  /** Those before which no other has to be. */
  private IntStream next(long left) {
    int first = Long.numberOfTrailingZeros(left);
    return IntStream.range(first, entries.size())
        .filter(i -> (left & 1L << i) != 0)
        .filter(i -> entries.get(i).begun <= entries.get(first).ended);
  }

  /** Whether those that are left may never have been. */
  private boolean isOver(long left) {
    return left == 0 || entries.get(Long.numberOfTrailingZeros(left)).ended == NEVER;
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
