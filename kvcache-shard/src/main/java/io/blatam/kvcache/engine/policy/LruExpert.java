package io.blatam.kvcache.engine.policy;

import java.util.function.IntConsumer;

/** Least recently used. */
final class LruExpert implements Expert {

  private final Records records;
  private final Lists lists;
  private final int byAge;

  LruExpert(Records records) {
    this.records = records;
    this.lists = new Lists(records);
    this.byAge = lists.create();
  }

  @Override
  public void enter(int record) {
    int oldest = lists.first(byAge);
    boolean older = oldest != Records.NONE && records.last[record] - records.last[oldest] < 0;
    if (older) {
      lists.addFirst(byAge, record);
    } else {
      lists.addLast(byAge, record);
    }
  }

  @Override
  public void use(int record) {
    lists.remove(record);
    lists.addLast(byAge, record);
  }

  @Override
  public void leave(int record) {
    lists.remove(record);
  }

  @Override
  public int victim(int spared) {
    return lists.firstBut(byAge, spared);
  }

  @Override
  public boolean admits(int info) {
    return true;
  }

  @Override
  public void forEach(IntConsumer action) {
    lists.forEach(byAge, action);
  }
}
