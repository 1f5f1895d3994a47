package io.blatam.kvcache.engine.policy;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Keeps what is worth its room: gives up the entry with the lowest {@link ReuseModel} index × cost
 * ÷ weight.
 *
 * <p>All entries of one kind, density and age have about the same worth, so they lie in one cell,
 * the longest unused first. Entries move to the cells of their ages, and cells are valued, once for
 * every hundredth part of the cache that goes, which makes a choice cost a constant on average.
 */
final class GittinsExpert implements Expert {

  private static final int RANKINGS = 128;

  /** Densities within a factor of e^(6/16) count as equal. */
  private static final int DENSITY_STEP = 6;

  private static final int[] NO_CELLS = {};

  /** The cells of one kind and density, by age: the numbers of their lists, plus one. */
  private static final class Lane {
    final int name;
    final int kind;
    final double worth;
    int[] cells = NO_CELLS;

    Lane(int name, int kind, double worth) {
      this.name = name;
      this.kind = kind;
      this.worth = worth;
    }
  }

  private final Records records;
  private final Clock clock;
  private final ReuseModel model;
  private final Lists lists;
  private Lane[] lanes = new Lane[16];
  private int laneCount;

  /** The cells that had members at the last ranking, and what a member is worth. */
  private int[] ranked = new int[16];

  private double[] worths = new double[16];
  private int rankedCount;

  /** The place in {@link #ranked} of the cell that is worth least; −1 if it has to be found. */
  private int least = -1;

  private int evictionsUntilRanking;
  private int members;

  GittinsExpert(Records records, Clock clock, ReuseModel model) {
    this.records = records;
    this.clock = clock;
    this.model = model;
    this.lists = new Lists(records);
  }

  @Override
  public void enter(int record) {
    int cell = cell(lane(records.info[record]), bucket(record));
    int first = lists.first(cell);
    if (first != Records.NONE && records.last[record] - records.last[first] < 0) {
      lists.addFirst(cell, record);
    } else {
      lists.addLast(cell, record);
    }
    members++;
  }

  @Override
  public void use(int record) {
    lists.remove(record);
    lists.addLast(cell(lane(records.info[record]), 0), record);
  }

  @Override
  public void leave(int record) {
    lists.remove(record);
    members--;
  }

  @Override
  public int victim(int spared) {
    if (evictionsUntilRanking-- <= 0) {
      rank();
    }
    for (int attempt = 0; attempt < 2; attempt++) {
      while (findLeast()) {
        int first = lists.first(ranked[least]);
        if (first == spared && first != Records.NONE) {
          first = lists.after(first);
        }
        if (first != Records.NONE) {
          return first;
        }
        worths[least] = Double.POSITIVE_INFINITY;
        least = -1;
      }
      rank();
    }
    return Records.NONE;
  }

  @Override
  public boolean admits(int info) {
    return victim(Records.NONE) == Records.NONE
        || model.index(Info.kind(info), 0) * worth(info) > worths[least];
  }

  @Override
  public void forEach(IntConsumer action) {
    rank();
    while (findLeast()) {
      lists.forEach(ranked[least], action);
      worths[least] = Double.POSITIVE_INFINITY;
      least = -1;
    }
    evictionsUntilRanking = 0;
  }

  /** What was learned since changes the ranking. */
  void learned() {
    evictionsUntilRanking = 0;
  }

  private boolean findLeast() {
    if (least < 0) {
      double lowest = Double.POSITIVE_INFINITY;
      for (int i = 0; i < rankedCount; i++) {
        if (worths[i] < lowest) {
          lowest = worths[i];
          least = i;
        }
      }
    }
    return least >= 0;
  }

  private void rank() {
    rankedCount = 0;
    least = -1;
    for (Lane lane : lanes) {
      if (lane != null) {
        age(lane);
        for (int bucket = 0; bucket < lane.cells.length; bucket++) {
          int cell = lane.cells[bucket] - 1;
          if (cell >= 0 && !lists.isEmpty(cell)) {
            value(cell, model.index(lane.kind, bucket) * lane.worth);
          }
        }
      }
    }
    evictionsUntilRanking = members / RANKINGS;
  }

  private void value(int cell, double worth) {
    if (rankedCount == ranked.length) {
      ranked = Arrays.copyOf(ranked, rankedCount * 2);
      worths = Arrays.copyOf(worths, rankedCount * 2);
    }
    ranked[rankedCount] = cell;
    worths[rankedCount++] = worth;
  }

  /** Moves entries to the cells of their ages, oldest first. */
  private void age(Lane lane) {
    for (int bucket = lane.cells.length - 1; bucket >= 0; bucket--) {
      int cell = lane.cells[bucket] - 1;
      int oldest = cell < 0 ? Records.NONE : lists.first(cell);
      while (oldest != Records.NONE && bucket(oldest) > bucket) {
        lists.remove(oldest);
        lists.addLast(cell(lane, bucket(oldest)), oldest);
        oldest = lists.first(cell);
      }
    }
  }

  private int bucket(int record) {
    return ReuseModel.bucket(clock.now - records.last[record]);
  }

  private static double worth(int info) {
    return Info.worth(step(info) * DENSITY_STEP);
  }

  private static int step(int info) {
    return Math.floorDiv(Info.density(info) + DENSITY_STEP / 2, DENSITY_STEP);
  }

  private int cell(Lane lane, int bucket) {
    if (bucket >= lane.cells.length) {
      lane.cells = Arrays.copyOf(lane.cells, bucket + 1);
    }
    if (lane.cells[bucket] == 0) {
      lane.cells[bucket] = lists.create() + 1;
    }
    return lane.cells[bucket] - 1;
  }

  private Lane lane(int info) {
    int kind = Info.kind(info);
    int name = step(info) * Info.KINDS + kind;
    int at = place(name);
    if (lanes[at] == null) {
      if (++laneCount * 2 > lanes.length) {
        spread();
        at = place(name);
      }
      lanes[at] = new Lane(name, kind, worth(info));
    }
    return lanes[at];
  }

  private int place(int name) {
    int mask = lanes.length - 1;
    int at = (name * 0x9E3779B9 >>> 16) & mask;
    while (lanes[at] != null && lanes[at].name != name) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void spread() {
    Lane[] old = lanes;
    lanes = new Lane[old.length * 2];
    for (Lane lane : old) {
      if (lane != null) {
        lanes[place(lane.name)] = lane;
      }
    }
  }
}
