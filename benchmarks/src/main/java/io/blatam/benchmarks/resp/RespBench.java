package io.blatam.benchmarks.resp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Our door and Redis, one after the other in every round, so that whatever else the machine does
 * hits both; who goes first alternates. Both may use every core, have the same memory bound, and
 * hold every key that is asked for. Medians of the rounds' ratios.
 */
public final class RespBench {

  private static final int ROUNDS = 5;

  /** What a run takes: long against a collection of the heap, short enough for all of them. */
  private static final double RUN_SECONDS = 1.2;

  /** A JVM compiles what it runs most, so it has to run it first. Redis gets the same. */
  private static final int WARM_UPS = 3;

  private static final List<Load> LOADS =
      List.of(
          new Load("SET", 1 << 10, 10_000, 16, 1.0),
          new Load("GET", 1 << 10, 10_000, 16, 1.0),
          new Load("SET", 1 << 10, 10_000, 1, 0.9),
          new Load("GET", 1 << 10, 10_000, 1, 0.9),
          new Load("SET", 64 << 10, 400, 1, 0.9),
          new Load("GET", 64 << 10, 400, 1, 0.9),
          new Load("SET", 1 << 20, 16, 1, 0.9),
          new Load("GET", 1 << 20, 16, 1, 0.9));

  private RespBench() {}

  /** What {@link #run} takes. */
  public static String usage() {
    return Options.USAGE;
  }

  /**
   * @return the exit code: 0 if every target is met, 1 if one is missed, 0 too where there is no
   *     Redis to compare with, 2 where the arguments are none
   */
  public static int run(List<String> arguments) throws IOException, InterruptedException {
    Options options;
    try {
      options = Options.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      return 2;
    }
    List<Load> loads = LOADS.stream().filter(options::wants).toList();
    if (loads.isEmpty()) {
      System.err.println("no such load; there are " + LOADS.stream().map(Load::name).toList());
      return 2;
    }
    if (!peersInstalled()) {
      return 0;
    }
    System.out.printf(
        "redis-benchmark -c %d against the door (%s) and %s, both bounded to %d MiB (Redis:"
            + " allkeys-lru); %d rounds by turns%n%s%n",
        Load.CONNECTIONS,
        options.shown(),
        version(),
        Peer.MEMORY_BYTES >> 20,
        ROUNDS,
        Row.header());
    int missed = 0;
    try (Peer door = Peer.door(options);
        Peer redis = Peer.redis()) {
      for (Load load : loads) {
        Row row = measure(load, door, redis);
        System.out.println(row.shown());
        missed += row.reached() ? 0 : 1;
      }
    }
    System.out.printf("%d targets missed%n", missed);
    return missed == 0 ? 0 : 1;
  }

  private static Row measure(Load load, Peer door, Peer redis)
      throws IOException, InterruptedException {
    for (Peer peer : List.of(door, redis)) {
      prepare(peer, load);
    }
    long requests = requests(load, redis, door);
    Row row = new Row(load);
    for (int round = 0; round < ROUNDS; round++) {
      if (round % 2 == 0) {
        Measurement ours = RedisBenchmark.run(door, load, requests);
        row.add(ours, RedisBenchmark.run(redis, load, requests));
      } else {
        Measurement theirs = RedisBenchmark.run(redis, load, requests);
        row.add(RedisBenchmark.run(door, load, requests), theirs);
      }
    }
    return row;
  }

  private static void prepare(Peer peer, Load load) throws IOException {
    try (Keys keys = new Keys(peer)) {
      keys.clear();
      int there = keys.put(load);
      if (there < load.keys()) {
        throw new IOException(
            "%s holds %d of %d keys of %d bytes: nothing to compare"
                .formatted(peer.name(), there, load.keys(), load.valueBytes()));
      }
    }
  }

  /** Warms both up; as many requests as Redis then does in the time of one run, for either. */
  private static long requests(Load load, Peer redis, Peer door)
      throws IOException, InterruptedException {
    long requests = Math.max(200, 20_000_000 / load.valueBytes());
    for (int i = 0; i < WARM_UPS; i++) {
      double rate = RedisBenchmark.run(redis, load, requests).rate();
      RedisBenchmark.run(door, load, requests);
      requests = Math.max(500, (long) (rate * RUN_SECONDS));
    }
    return requests;
  }

  /** Says so where they are not. */
  static boolean peersInstalled() {
    if (installed("redis-server") && installed("redis-benchmark")) {
      return true;
    }
    System.out.println("skipped: redis-server and redis-benchmark are not installed");
    return false;
  }

  private static boolean installed(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static String version() throws IOException {
    Process process = new ProcessBuilder("redis-server", "--version").start();
    String said = new String(process.getInputStream().readAllBytes());
    return "Redis " + said.replaceFirst(".* v=(\\S+) .*\\s*", "$1");
  }
}
