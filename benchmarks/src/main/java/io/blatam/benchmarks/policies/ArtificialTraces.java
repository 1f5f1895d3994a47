package io.blatam.benchmarks.policies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;

/**
 * Workloads that are described in a line each, and to which no policy here was ever fitted: how
 * often keys are asked for, how soon again, and what changes meanwhile. The same on every machine.
 */
final class ArtificialTraces {

  private static final int ACCESSES = 200_000;

  /** Numbers from here on are not those of popular keys. */
  private static final long ELSEWHERE = 1_000_000;

  private final SplittableRandom random = new SplittableRandom(7);

  private ArtificialTraces() {}

  static List<Trace> all() {
    ArtificialTraces traces = new ArtificialTraces();
    return List.of(
        traces.zipf(0.6),
        traces.zipf(0.9),
        traces.zipf(1.2),
        traces.scans(),
        traces.wonders(),
        traces.drift(),
        traces.recency(),
        traces.loops(),
        traces.days(),
        traces.phases(),
        traces.sizes(),
        traces.chats());
  }

  /** Independent accesses to 20,000 keys, the n-th most popular of which has n^-s of the chance. */
  private Trace zipf(double s) {
    Zipf keys = new Zipf(20_000, s);
    return of("zipf-" + s, i -> keys.next());
  }

  /** A fifth of the time 4,000 keys are read once, in order. */
  private Trace scans() {
    Zipf keys = new Zipf(20_000, 0.9);
    return of("scans", i -> i % 20_000 >= 16_000 ? ELSEWHERE + i : keys.next());
  }

  /** Three of five accesses are to keys that never come again. */
  private Trace wonders() {
    Zipf keys = new Zipf(10_000, 0.9);
    return of("wonders", i -> random.nextDouble() < 0.6 ? ELSEWHERE + i : keys.next());
  }

  /** The most popular key is another one every 20 accesses. */
  private Trace drift() {
    Zipf keys = new Zipf(4_000, 0.9);
    return of("drift", i -> keys.next() + i / 20);
  }

  /** Only how new a key is counts: one of some 500 that came last. */
  private Trace recency() {
    return of("recency", i -> ELSEWHERE + i / 4 - geometric(0.002));
  }

  /** Two loops of different length, by turns at random. */
  private Trace loops() {
    return of("loops", i -> random.nextBoolean() ? i / 2 % 1_500 : ELSEWHERE + i / 2 % 9_000);
  }

  /** Two sets of keys that take each other's place every 15,000 accesses. */
  private Trace days() {
    Zipf keys = new Zipf(8_000, 0.9);
    return of("days", i -> keys.next() + i / 15_000 % 2 * ELSEWHERE);
  }

  /** A loop, then popular keys, then new keys, five times. */
  private Trace phases() {
    Zipf keys = new Zipf(20_000, 0.8);
    return of(
        "phases",
        i -> {
          int at = i % 40_000;
          return at < 20_000
              ? ELSEWHERE + at % 3_000
              : at < 30_000 ? keys.next() : 2 * ELSEWHERE + i / 3 - geometric(0.01);
        });
  }

  /** Objects of 64 bytes to 32 KiB, as many of each order of size, however popular. */
  private Trace sizes() {
    Zipf keys = new Zipf(20_000, 0.8);
    int[] bytes = random.ints(20_000, 0, 1_000).map(i -> 64 << i / 100).toArray();
    TraceBuilder trace = new TraceBuilder();
    for (int i = 0; i < ACCESSES; i++) {
      int key = keys.next();
      trace.access((long) key, bytes[key]);
    }
    return trace.build("sizes");
  }

  /**
   * Chats that begin with one of ten prompts of ten blocks; every turn asks for all blocks so far
   * and two new ones, and one in eight is the last.
   */
  private Trace chats() {
    Zipf prompts = new Zipf(10, 0.9);
    List<List<Long>> open = new ArrayList<>();
    TraceBuilder trace = new TraceBuilder();
    long next = ELSEWHERE;
    for (int accesses = 0; accesses < ACCESSES; ) {
      int which = random.nextInt(200);
      if (which >= open.size()) {
        int prompt = prompts.next();
        open.add(new ArrayList<>());
        which = open.size() - 1;
        for (int block = 0; block < 10; block++) {
          open.get(which).add(prompt * 10L + block);
        }
      }
      List<Long> blocks = open.get(which);
      blocks.add(next++);
      blocks.add(next++);
      trace.request();
      blocks.forEach(trace::access);
      accesses += blocks.size();
      if (random.nextInt(8) == 0) {
        open.remove(which);
      }
    }
    return trace.build("chats");
  }

  private static Trace of(String name, IntToLongFunction key) {
    TraceBuilder trace = new TraceBuilder();
    for (int i = 0; i < ACCESSES; i++) {
      trace.access(key.applyAsLong(i));
    }
    return trace.build(name);
  }

  /** How often chance said no before it said yes. */
  private long geometric(double chance) {
    return (long) (Math.log(1 - random.nextDouble()) / Math.log(1 - chance));
  }

  /** Keys that are not as popular as each other, in no order of their numbers. */
  private final class Zipf {

    private final double[] upTo;
    private final int[] keys;

    private Zipf(int count, double s) {
      upTo = new double[count];
      keys = new int[count];
      double sum = 0;
      for (int i = 0; i < count; i++) {
        sum += Math.pow(i + 1, -s);
        upTo[i] = sum;
        int place = random.nextInt(i + 1);
        keys[i] = keys[place];
        keys[place] = i;
      }
    }

    private int next() {
      double chance = random.nextDouble() * upTo[upTo.length - 1];
      int at = Arrays.binarySearch(upTo, chance);
      return keys[Math.min(keys.length - 1, at < 0 ? -at - 1 : at + 1)];
    }
  }
}
