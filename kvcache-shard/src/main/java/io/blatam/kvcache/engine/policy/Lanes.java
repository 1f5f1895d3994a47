package io.blatam.kvcache.engine.policy;

import java.util.function.IntConsumer;

/**
 * Records in numbered lists, of which there may be many and few have members; in each the longest
 * unused comes first. A record is in one lane at a time.
 */
final class Lanes {

  private final Records records;
  private final Lists lists;

  /** The numbers of the lanes' lists, plus one. */
  private final short[] numbers;

  /** A bit for each lane that may have members. */
  private final long[] used;

  /**
   * @param count lanes are numbered from 0 to below this
   */
  Lanes(Records records, int count) {
    this.records = records;
    this.lists = new Lists(records);
    this.numbers = new short[count];
    this.used = new long[(count + Long.SIZE - 1) / Long.SIZE];
  }

  /** To the end, or to the beginning if it has been unused for longer than the first. */
  void add(int lane, int record) {
    if (numbers[lane] == 0) {
      numbers[lane] = (short) (lists.create() + 1);
    }
    used[lane >>> 6] |= 1L << lane;
    int list = numbers[lane] - 1;
    int first = lists.first(list);
    if (first != Records.NONE && records.last[record] - records.last[first] < 0) {
      lists.addFirst(list, record);
    } else {
      lists.addLast(list, record);
    }
  }

  void remove(int record) {
    lists.remove(record);
  }

  /** The first of the lane but this one; {@link Records#NONE} if there is no other. */
  int firstBut(int lane, int spared) {
    return lists.firstBut(numbers[lane] - 1, spared);
  }

  void forEach(int lane, IntConsumer action) {
    lists.forEach(numbers[lane] - 1, action);
  }

  /** The first lane from here on that has members; how many lanes there are if none has. */
  int next(int from) {
    int word = from >>> 6;
    long mask = -1L << from;
    while (word < used.length) {
      long bits = used[word] & mask;
      if (bits == 0) {
        word++;
        mask = -1;
        continue;
      }
      int lane = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
      if (!lists.isEmpty(numbers[lane] - 1)) {
        return lane;
      }
      used[word] &= ~(1L << lane);
    }
    return numbers.length;
  }
}
