package io.blatam.kvcache.engine.policy;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Keeps what is worth its room: gives up the entry with the lowest {@link Forecast} index × cost ÷
 * weight.
 *
 * <p>All entries of one kind, level, density and age have about the same worth, so they lie in one
 * of {@link Cells}. Entries move to the cells of their ages, and cells are valued, once for every
 * hundredth part of the cache that goes, which makes a choice cost a constant on average.
 */
final class GittinsExpert implements Expert {

  private static final int RANKINGS = 128;

  /** Densities within a factor of e^(6/16) count as equal, or of more if there are many. */
  private static final int DENSITY_STEP = 6;

  /** So many levels may lie together: those of counts that differ two and a half times. */
  private static final int LEVEL_STEP_AT_MOST = 4;

  /** A cell for so many entries at the most, and as many as this in any case. */
  private static final int MEMBERS_A_CELL = 4;

  /** The most bytes that an entry needs of cells beyond those. */
  static final int BYTES_A_MEMBER = (Cells.BYTES + 2 * Integer.BYTES) / MEMBERS_A_CELL + 1;

  private static final int CELLS_AT_LEAST = 1024;

  /** So many cells that are worth least are looked for at a time. */
  private static final int BATCH = 16;

  private final Records records;
  private final Clock clock;
  private final Forecast forecast;
  private final Lists lists;
  private Cells cells;
  private int densityStep = DENSITY_STEP;

  /** So many levels of the count that fades lie together. */
  private int levelStep = 1;

  /** The lists that are worth least, and what a member of each is worth. */
  private final int[] least = new int[BATCH];

  private final float[] leastWorth = new float[BATCH];
  private int leastFound;
  private int leastAt;

  /** All cells worth less were given up since the ranking. */
  private float passed;

  private int cellsAtMost = CELLS_AT_LEAST;
  private int evictionsUntilRanking;
  private int members;

  GittinsExpert(Records records, Clock clock, Forecast forecast) {
    this.records = records;
    this.clock = clock;
    this.forecast = forecast;
    this.lists = new Lists(records);
    this.cells = new Cells(lists);
  }

  @Override
  public void enter(int record) {
    int list = cells.listOf(name(record, bucket(record)));
    int first = lists.first(list);
    if (first != Records.NONE && records.last[record] - records.last[first] < 0) {
      lists.addFirst(list, record);
    } else {
      lists.addLast(list, record);
    }
    members++;
    coarsen();
  }

  @Override
  public void use(int record) {
    lists.remove(record);
    lists.addLast(cells.listOf(name(record, 0)), record);
    coarsen();
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
        int first = lists.firstBut(least[leastAt], spared);
        if (first != Records.NONE) {
          return first;
        }
        leastAt++;
      }
      rank();
    }
    return Records.NONE;
  }

  @Override
  public boolean admits(int info) {
    return victim(Records.NONE) == Records.NONE
        || forecast.index(Info.kind(info), level(info, clock.count), 0) * worth(step(info))
            > leastWorth[leastAt];
  }

  @Override
  public void forEach(IntConsumer action) {
    rank();
    while (findLeast()) {
      lists.forEach(least[leastAt++], action);
    }
    evictionsUntilRanking = 0;
  }

  /** What was learned since changes the ranking. */
  void learned() {
    evictionsUntilRanking = 0;
  }

  private boolean findLeast() {
    if (leastAt < leastFound) {
      return true;
    }
    leastAt = 0;
    leastFound = 0;
    float from = passed;
    for (int cell = 0; cell < cells.limit(); cell++) {
      float worth = cells.worth(cell);
      float most = leastFound < BATCH ? Float.POSITIVE_INFINITY : leastWorth[BATCH - 1];
      if (worth > from && worth < most) {
        insert(worth, cells.list(cell));
      }
    }
    if (leastFound > 0) {
      passed = leastWorth[leastFound - 1];
    }
    return leastFound > 0;
  }

  private void insert(float worth, int list) {
    int at = Math.min(leastFound, BATCH - 1);
    while (at > 0 && leastWorth[at - 1] > worth) {
      leastWorth[at] = leastWorth[at - 1];
      least[at] = least[at - 1];
      at--;
    }
    leastWorth[at] = worth;
    least[at] = list;
    leastFound = Math.min(BATCH, leastFound + 1);
  }

  private void rank() {
    age();
    cells.sweep();
    for (int cell = 0; cell < cells.limit(); cell++) {
      boolean inUse = cells.exists(cell) && !lists.isEmpty(cells.list(cell));
      cells.worth(cell, inUse ? value(cells.name(cell), cell) : Cells.UNUSED);
    }
    leastFound = 0;
    leastAt = 0;
    passed = -1;
    evictionsUntilRanking = members / RANKINGS;
  }

  /** No two cells are worth exactly the same, so that what was passed is clear. */
  private float value(int name, int cell) {
    double index = forecast.index(Cells.kind(name), Cells.level(name), Cells.bucket(name));
    double worth = index * worth(Cells.step(name));
    return (float) (worth * (1 + (cell + 1) * 1e-6)) + Float.MIN_NORMAL * cell;
  }

  /** Moves entries to the cells of their ages, oldest first. */
  private void age() {
    int limit = cells.limit();
    int[] names = new int[limit];
    int[] listNumbers = new int[limit];
    int count = 0;
    for (int cell = 0; cell < limit; cell++) {
      if (cells.exists(cell)) {
        names[count] = cells.name(cell);
        listNumbers[count++] = cells.list(cell);
      }
    }
    for (int i = 0; i < count; i++) {
      int oldest = lists.first(listNumbers[i]);
      while (oldest != Records.NONE && bucket(oldest) > Cells.bucket(names[i])) {
        lists.remove(oldest);
        lists.addLast(cells.listOf(Cells.withBucket(names[i], bucket(oldest))), oldest);
        oldest = lists.first(listNumbers[i]);
      }
    }
  }

  /** Puts neighbouring levels, and then densities, together where cells have too few members. */
  private void coarsen() {
    if (cells.size() <= Math.max(cellsAtMost, members / MEMBERS_A_CELL)) {
      return;
    }
    cells.sweep();
    int enough = Math.max(CELLS_AT_LEAST, members / MEMBERS_A_CELL) * 3 / 4;
    while (cells.size() > enough && (levelStep < LEVEL_STEP_AT_MOST || densitiesDiffer())) {
      if (levelStep < LEVEL_STEP_AT_MOST) {
        levelStep *= 2;
      } else {
        densityStep *= 2;
      }
      Cells before = cells;
      cells = new Cells(lists);
      for (int cell = 0; cell < before.limit(); cell++) {
        if (before.exists(cell)) {
          regroup(before.list(cell), Cells.bucket(before.name(cell)));
        }
      }
      evictionsUntilRanking = 0;
    }
    // What is left differs in kind and age alone.
    cellsAtMost = Math.max(CELLS_AT_LEAST, cells.size() * 5 / 4);
  }

  private boolean densitiesDiffer() {
    return IntStream.range(0, cells.limit())
            .filter(cells::exists)
            .map(cell -> Cells.step(cells.name(cell)))
            .distinct()
            .limit(2)
            .count()
        > 1;
  }

  private void regroup(int list, int bucket) {
    for (int each = lists.first(list); each != Records.NONE; each = lists.first(list)) {
      lists.remove(each);
      lists.addLast(cells.listOf(name(each, bucket)), each);
    }
    lists.release(list);
  }

  private int bucket(int record) {
    return ReuseModel.bucket(clock.now - records.last[record]);
  }

  private int name(int record, int bucket) {
    int info = records.info[record];
    return Cells.name(step(info), Info.kind(info), level(info, records.count(record)), bucket);
  }

  /** The middle one of those that lie together. */
  private int level(int info, int count) {
    int fine = FadingCount.level(count);
    int middle = fine - fine % levelStep + levelStep / 2;
    return Forecast.level(info, Math.min(FadingCount.LEVELS - 1, middle));
  }

  private double worth(int step) {
    return Info.worth(step * densityStep);
  }

  private int step(int info) {
    return Math.floorDiv(Info.density(info) + densityStep / 2, densityStep);
  }
}
