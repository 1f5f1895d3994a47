package io.blatam.kvcache.engine.policy;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Greedy-dual size frequency (Cherkasova 1998), with the frequencies that are remembered of evicted
 * keys: an entry is worth its frequency × cost ÷ weight, above the worth of what was last given up.
 * Frequency × cost ÷ weight is rounded to 32nds of an e-fold, so that entries of equal value lie in
 * one list, the longest unused first: only the lists' heads are compared.
 */
final class GdsfExpert implements Expert {

  /** Bytes a record beside its place in a list. */
  static final int BYTES_A_MEMBER = Float.BYTES;

  private static final int STEPS = 32;
  private static final int OFFSET = 33 * STEPS;
  private static final int LANES = OFFSET + 42 * STEPS;
  private static final double[] VALUE = new double[LANES];

  static {
    for (int lane = 0; lane < LANES; lane++) {
      VALUE[lane] = Math.exp((double) (lane - OFFSET) / STEPS);
    }
  }

  private final Records records;
  private final Lanes lanes;
  private float[] base = new float[0];
  private double inflation;

  GdsfExpert(Records records) {
    this.records = records;
    this.lanes = new Lanes(records, LANES);
  }

  @Override
  public void enter(int record) {
    if (record >= base.length) {
      base = Arrays.copyOf(base, records.limit());
    }
    base[record] = (float) inflation;
    lanes.add(lane(records.info[record]), record);
  }

  @Override
  public void use(int record) {
    leave(record);
    enter(record);
  }

  @Override
  public void leave(int record) {
    lanes.remove(record);
  }

  @Override
  public int victim(int spared) {
    int victim = least(spared);
    if (victim != Records.NONE) {
      inflation = Math.max(inflation, worth(victim));
    }
    return victim;
  }

  @Override
  public boolean admits(int info) {
    int least = least(Records.NONE);
    return least == Records.NONE || inflation + VALUE[lane(info)] > worth(least);
  }

  @Override
  public void forEach(IntConsumer action) {
    int[] all = new int[records.size()];
    int[] count = {0};
    for (int lane = lanes.next(0); lane < LANES; lane = lanes.next(lane + 1)) {
      lanes.forEach(lane, each -> all[count[0]++] = each);
    }
    Arrays.stream(all, 0, count[0])
        .boxed()
        .sorted((a, b) -> Double.compare(worth(a), worth(b)))
        .forEach(action::accept);
  }

  private int least(int spared) {
    int least = Records.NONE;
    double lowestWorth = Double.POSITIVE_INFINITY;
    for (int lane = lanes.next(0); lane < LANES; lane = lanes.next(lane + 1)) {
      int first = lanes.firstBut(lane, spared);
      if (first != Records.NONE && base[first] + VALUE[lane] < lowestWorth) {
        lowestWorth = base[first] + VALUE[lane];
        least = first;
      }
    }
    return least;
  }

  private double worth(int record) {
    return base[record] + VALUE[lane(records.info[record])];
  }

  private static int lane(int info) {
    double value = Math.log(Info.count(info)) + Info.density(info) / Info.DENSITY_STEPS;
    return Math.max(0, Math.min(LANES - 1, OFFSET + (int) Math.round(value * STEPS)));
  }
}
