package io.blatam.kvcache.engine.policy;

import java.util.function.IntConsumer;

/**
 * LIRS (Jiang and Zhang 2002): an entry stays if it was asked for again sooner than the longest
 * unused of those that stay, which loses its place to it. The others wait in a short queue, and go
 * from there.
 *
 * <p>LIRS keeps its stack in the order of the last use and cuts it off at the longest unused entry
 * that stays, so whether a key is in it is a matter of times: neither the stack nor keys that are
 * not held need be kept here.
 */
final class LirsExpert implements Expert {

  /** The part of the capacity in which entries wait, unless that is less than the next. */
  private static final double WAITING_SHARE = 1.0 / 256;

  /** Entries of mean weight that there is at least room for where entries wait. */
  private static final double WAITING_AT_LEAST = 2;

  /**
   * What was last asked for more than so many cache sizes of misses ago is as good as new: beside
   * entries that stay and are not asked for any more, every interval would look short.
   */
  private static final double RECALL = 3;

  /**
   * An interval has to be shorter than this part of the other's to count as sooner. Entries that
   * are asked for equally often would push one another out otherwise.
   */
  private static final double SOONER = 7.0 / 8;

  private static final int WAITING = 0;
  private static final int STAYING = 1;

  private final Records records;
  private final Clock clock;
  private final Lists lists;
  private final int[] queue = new int[2];
  private final long[] bytes = new long[2];
  private long capacity;
  private int members;

  /** Something had to go since an entry came: with the next that comes, all room is taken. */
  private boolean full;

  /**
   * @param capacity in bytes; less where the owner takes some of it for something else
   */
  LirsExpert(Records records, Clock clock, long capacity) {
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
    long held = bytes[WAITING] + bytes[STAYING] + records.weight[record];
    if (full || held > capacity) {
      capacity = held;
      full = false;
    }
    boolean takenOver = records.last[record] != clock.now;
    boolean room = bytes[STAYING] + records.weight[record] <= stayingCapacity();
    put(record, takenOver || room || cameSoon() ? STAYING : WAITING);
    makeOthersWait();
  }

  @Override
  public void use(int record) {
    boolean stays = Info.place(records.info[record]) == STAYING || cameSoon();
    takeOut(record);
    put(record, stays ? STAYING : WAITING);
    makeOthersWait();
  }

  @Override
  public void leave(int record) {
    members--;
    takeOut(record);
  }

  @Override
  public int victim(int spared) {
    full = true;
    int waiting = lists.firstBut(queue[WAITING], spared);
    return waiting == Records.NONE ? lists.firstBut(queue[STAYING], spared) : waiting;
  }

  @Override
  public void resize(long newCapacity) {
    capacity = newCapacity;
    makeOthersWait();
  }

  @Override
  public boolean admits(int info) {
    return cameSoon();
  }

  @Override
  public void forEach(IntConsumer action) {
    lists.forEach(queue[WAITING], action);
    lists.forEach(queue[STAYING], action);
  }

  /** Whether what is asked for now was asked for well after the longest unused that stays. */
  private boolean cameSoon() {
    int oldest = lists.first(queue[STAYING]);
    return oldest != Records.NONE
        && clock.interval < SOONER * (clock.now - records.last[oldest])
        && clock.interval * clock.missed <= RECALL * clock.slots;
  }

  private void makeOthersWait() {
    double most = stayingCapacity();
    while (bytes[STAYING] > most) {
      int oldest = lists.first(queue[STAYING]);
      takeOut(oldest);
      put(oldest, WAITING);
    }
  }

  private double stayingCapacity() {
    double mean = (double) (bytes[WAITING] + bytes[STAYING]) / Math.max(1, members);
    return Math.max(0, capacity - Math.max(WAITING_AT_LEAST * mean, WAITING_SHARE * capacity));
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
