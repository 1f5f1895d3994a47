package io.blatam.kvcache.engine.policy;

import java.util.Arrays;

/**
 * Records in lists by kind, level, density and age, the longest unused first. A cell takes {@link
 * #BYTES} bytes while it has members; what was empty at the last {@link #sweep} is used again.
 */
final class Cells {

  /** Bytes a cell, in tables that are at least three eighths full. */
  static final int BYTES = (3 * Integer.BYTES + Float.BYTES) * 8 / 3;

  static final int NONE = -1;

  /** What a cell is worth that is empty or was not valued yet. */
  static final float UNUSED = Float.POSITIVE_INFINITY;

  private static final int FREE = 0;
  private static final int FIRST = 32;
  private static final int BUCKET_BITS = 6;
  private static final int LEVEL_BITS = 7;
  private static final int KIND_BITS = 10;
  private static final int STEP_OFFSET = 1 << 7;

  private final Lists lists;

  /** Names of cells; linear probing. */
  private int[] names = new int[FIRST];

  /** The number of each cell's list. */
  private int[] listNumbers = new int[FIRST];

  private float[] worths = new float[FIRST];
  private int size;

  Cells(Lists lists) {
    this.lists = lists;
    Arrays.fill(worths, UNUSED);
  }

  static int name(int step, int kind, int level, int bucket) {
    int past = (step + STEP_OFFSET) << KIND_BITS | kind;
    return (past << LEVEL_BITS | level) << BUCKET_BITS | bucket;
  }

  static int bucket(int name) {
    return name & (1 << BUCKET_BITS) - 1;
  }

  static int level(int name) {
    return name >>> BUCKET_BITS & (1 << LEVEL_BITS) - 1;
  }

  static int kind(int name) {
    return name >>> BUCKET_BITS + LEVEL_BITS & (1 << KIND_BITS) - 1;
  }

  static int step(int name) {
    return (name >>> BUCKET_BITS + LEVEL_BITS + KIND_BITS) - STEP_OFFSET;
  }

  static int withBucket(int name, int bucket) {
    return name & -(1 << BUCKET_BITS) | bucket;
  }

  /** How many there are, with those that got empty since the last sweep. */
  int size() {
    return size;
  }

  /** Cells have numbers below this until one is added. */
  int limit() {
    return names.length;
  }

  /** Whether the number is a cell's. */
  boolean exists(int cell) {
    return names[cell] != FREE;
  }

  int name(int cell) {
    return names[cell];
  }

  /** The number of the cell's list. */
  int list(int cell) {
    return listNumbers[cell];
  }

  float worth(int cell) {
    return worths[cell];
  }

  void worth(int cell, float worth) {
    worths[cell] = worth;
  }

  /** The list of the cell of this name; a new one if there was none. */
  int listOf(int name) {
    int cell = find(name);
    if (names[cell] == FREE) {
      if (++size * 4 > names.length * 3) {
        grow();
        cell = find(name);
      }
      names[cell] = name;
      listNumbers[cell] = lists.create();
      worths[cell] = UNUSED;
    }
    return listNumbers[cell];
  }

  /** Forgets empty cells, if they are many. */
  void sweep() {
    int empty = 0;
    for (int cell = 0; cell < names.length; cell++) {
      empty += names[cell] != FREE && lists.isEmpty(listNumbers[cell]) ? 1 : 0;
    }
    if (empty * 4 <= size) {
      return;
    }
    for (int cell = 0; cell < names.length; cell++) {
      if (names[cell] != FREE && lists.isEmpty(listNumbers[cell])) {
        lists.release(listNumbers[cell]);
        names[cell] = FREE;
      }
    }
    size -= empty;
    int capacity = names.length;
    while (capacity > FIRST && size * 8 < capacity * 3) {
      capacity /= 2;
    }
    rebuild(capacity);
  }

  /** Keeps empty cells: whoever adds one may be looking through them. */
  private void grow() {
    rebuild(names.length * 2);
  }

  private void rebuild(int capacity) {
    int[] oldNames = names;
    int[] oldListNumbers = listNumbers;
    names = new int[capacity];
    listNumbers = new int[capacity];
    worths = new float[capacity];
    Arrays.fill(worths, UNUSED);
    for (int old = 0; old < oldNames.length; old++) {
      if (oldNames[old] != FREE) {
        int cell = find(oldNames[old]);
        names[cell] = oldNames[old];
        listNumbers[cell] = oldListNumbers[old];
      }
    }
  }

  private int find(int name) {
    int mask = names.length - 1;
    int cell = (name * 0x9E3779B9 >>> 12) & mask;
    while (names[cell] != FREE && names[cell] != name) {
      cell = (cell + 1) & mask;
    }
    return cell;
  }
}
