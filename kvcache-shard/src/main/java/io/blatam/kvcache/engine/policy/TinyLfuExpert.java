package io.blatam.kvcache.engine.policy;

import java.util.function.IntConsumer;

/**
 * W-TinyLFU (Einziger, Friedman, Manes 2017): newcomers pass a window, and stay for longer only if
 * they were asked for more often than the entry that would go for them. Frequencies are those of
 * the records, halved for each ten cache sizes of accesses without one.
 */
final class TinyLfuExpert implements Expert {

  private static final double WINDOW_SHARE = 0.01;
  private static final double PROTECTED_SHARE = 0.8;
  private static final int MAX_FREQUENCY = 15;
  private static final int HALVED_AFTER = 10;

  private static final int WINDOW = 0;
  private static final int PROBATION = 1;
  private static final int PROTECTED = 2;

  private final Records records;
  private final Clock clock;
  private long capacity;
  private final Lists lists;
  private final int[] queue = new int[3];
  private final long[] bytes = new long[3];
  private int members;

  TinyLfuExpert(Records records, Clock clock, long capacity) {
    this.records = records;
    this.clock = clock;
    this.capacity = capacity;
    this.lists = new Lists(records);
    for (int place = 0; place < queue.length; place++) {
      queue[place] = lists.create();
    }
  }

  @Override
  public void enter(int record) {
    members++;
    put(record, WINDOW);
    long main = bytes[PROBATION] + bytes[PROTECTED];
    while (bytes[WINDOW] > windowCapacity() && main < capacity - windowCapacity()) {
      int oldest = lists.first(queue[WINDOW]);
      main += records.weight[oldest];
      move(oldest, PROBATION);
    }
  }

  @Override
  public void use(int record) {
    int place = Info.place(records.info[record]);
    move(record, place == PROBATION ? PROTECTED : place);
    while (bytes[PROTECTED] > (capacity - windowCapacity()) * PROTECTED_SHARE) {
      move(lists.first(queue[PROTECTED]), PROBATION);
    }
  }

  @Override
  public void leave(int record) {
    members--;
    takeOut(record);
  }

  @Override
  public int victim(int spared) {
    int victim = firstBut(spared, PROBATION, PROTECTED);
    int candidate = firstBut(spared, WINDOW, WINDOW);
    if (victim == Records.NONE || candidate == Records.NONE) {
      return Math.max(victim, candidate);
    }
    long mean = (bytes[WINDOW] + bytes[PROBATION] + bytes[PROTECTED]) / members;
    if (bytes[WINDOW] + mean <= windowCapacity()) {
      return victim;
    }
    if (frequency(records.info[candidate], records.last[candidate])
        <= frequency(records.info[victim], records.last[victim])) {
      return candidate;
    }
    move(candidate, PROBATION);
    return victim;
  }

  @Override
  public void resize(long newCapacity) {
    capacity = newCapacity;
  }

  @Override
  public boolean admits(int info) {
    int victim = victim(Records.NONE);
    return victim == Records.NONE
        || frequency(info, clock.now) > frequency(records.info[victim], records.last[victim]);
  }

  @Override
  public void forEach(IntConsumer action) {
    lists.forEach(queue[PROBATION], action);
    lists.forEach(queue[WINDOW], action);
    lists.forEach(queue[PROTECTED], action);
  }

  private int firstBut(int spared, int place, int otherPlace) {
    for (int each = place; ; each = otherPlace) {
      int first = lists.first(queue[each]);
      if (first == spared && first != Records.NONE) {
        first = lists.after(first);
      }
      if (first != Records.NONE || each == otherPlace) {
        return first;
      }
    }
  }

  private double windowCapacity() {
    return Math.max(1, capacity * WINDOW_SHARE);
  }

  private int frequency(int info, int last) {
    double epochs = (clock.now - last) / (HALVED_AFTER * clock.slots);
    return Math.min(MAX_FREQUENCY, Info.count(info)) >>> (int) Math.min(31, epochs);
  }

  private void move(int record, int place) {
    takeOut(record);
    put(record, place);
  }

  private void takeOut(int record) {
    lists.remove(record);
    bytes[Info.place(records.info[record])] -= records.weight[record];
  }

  private void put(int record, int place) {
    records.info[record] = Info.withPlace(records.info[record], place);
    lists.addLast(queue[place], record);
    bytes[place] += records.weight[record];
  }
}
