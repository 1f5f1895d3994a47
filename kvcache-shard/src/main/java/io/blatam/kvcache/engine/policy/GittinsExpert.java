package io.blatam.kvcache.engine.policy;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Keeps what is worth its room: gives up the entry with the lowest {@link Forecast} index × cost ÷
 * weight.
 *
 * <p>Entries that are worth about the same lie in one of {@link Lanes}, and the longest unused goes
 * first. What an entry is worth changes with its age and with what is learned, so for each that
 * goes the next few are valued anew, whichever they are: a choice costs the same at any size.
 */
final class GittinsExpert implements Expert {

  /** Bytes a record beside its place in a lane. */
  static final int BYTES_A_MEMBER = Short.BYTES;

  /** So many are valued anew for each that goes. */
  private static final int REVALUED = 64;

  /** Sixteen lanes for each doubling of what entries are worth. */
  private static final int LANE_BITS = 4;

  /** What is left of a float's bits. */
  private static final int SHIFT = 23 - LANE_BITS;

  /** What is worth less than this, or 2^96 times as much, is told apart no further. */
  private static final int FIRST_LANE = Float.floatToRawIntBits(0x1p-64f) >>> SHIFT;

  private static final int LANES = 96 << LANE_BITS;
  private static final short NOWHERE = -1;

  /** By density. */
  private static final float[] VALUE = new float[2 * Info.MAX_DENSITY + 1];

  static {
    for (int i = 0; i < VALUE.length; i++) {
      VALUE[i] = (float) Info.worth(i - Info.MAX_DENSITY);
    }
  }

  private final Records records;
  private final Clock clock;
  private final Forecast forecast;
  private final Lanes lanes;

  /** In which lane each record is. */
  private short[] places = new short[0];

  /** The record that was valued last. */
  private int valued;

  GittinsExpert(Records records, Clock clock, Forecast forecast) {
    this.records = records;
    this.clock = clock;
    this.forecast = forecast;
    this.lanes = new Lanes(records, LANES);
  }

  @Override
  public void enter(int record) {
    if (record >= places.length) {
      int before = places.length;
      places = Arrays.copyOf(places, records.limit());
      Arrays.fill(places, before, places.length, NOWHERE);
    }
    put(record, lane(record));
  }

  @Override
  public void use(int record) {
    lanes.remove(record);
    put(record, lane(record));
  }

  @Override
  public void leave(int record) {
    lanes.remove(record);
    places[record] = NOWHERE;
  }

  @Override
  public int victim(int spared) {
    valueAnew(Math.min(REVALUED, places.length));
    for (int lane = lanes.next(0); lane < LANES; lane = lanes.next(lane + 1)) {
      int first = lanes.firstBut(lane, spared);
      if (first != Records.NONE) {
        return first;
      }
    }
    return Records.NONE;
  }

  @Override
  public boolean admits(int info) {
    int victim = victim(Records.NONE);
    return victim == Records.NONE || worth(info, clock.count, 0) > worth(victim);
  }

  @Override
  public void forEach(IntConsumer action) {
    valueAnew(places.length);
    for (int lane = lanes.next(0); lane < LANES; lane = lanes.next(lane + 1)) {
      lanes.forEach(lane, action);
    }
  }

  private void valueAnew(int count) {
    for (int i = 0; i < count; i++) {
      valued = valued + 1 < places.length ? valued + 1 : 0;
      if (places[valued] != NOWHERE) {
        int lane = lane(valued);
        if (lane != places[valued]) {
          lanes.remove(valued);
          put(valued, lane);
        }
      }
    }
  }

  private void put(int record, int lane) {
    places[record] = (short) lane;
    lanes.add(lane, record);
  }

  /** Positive floats are in the order of their bits. */
  private int lane(int record) {
    int lane = (Float.floatToRawIntBits(worth(record)) >>> SHIFT) - FIRST_LANE;
    return Math.max(0, Math.min(LANES - 1, lane));
  }

  private float worth(int record) {
    int age = clock.now - records.last[record];
    return worth(records.info[record], records.count(record), ReuseModel.bucket(age));
  }

  private float worth(int info, int count, int bucket) {
    int level = Forecast.level(info, FadingCount.level(count));
    return (float) forecast.index(Info.kind(info), level, bucket)
        * VALUE[Info.density(info) + Info.MAX_DENSITY];
  }
}
