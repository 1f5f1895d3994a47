package io.blatam.benchmarks.resp;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/**
 * What a client that asks one thing at a time waits for while many others send as much as they can:
 * our door and Redis, one after the other, each flooded in the same way.
 */
public final class FloodBench {

  private static final int FLOODERS = 900;
  private static final double SECONDS = 10;

  private FloodBench() {}

  /**
   * @param arguments how many clients flood, 900 if nothing
   * @return 0 if our door lets the polite client wait no longer than Redis does, at the 99th
   *     percentile; 1 if it does; 2 where the arguments are none
   */
  public static int run(List<String> arguments) throws IOException, InterruptedException {
    int flooders;
    try {
      flooders = arguments.isEmpty() ? FLOODERS : Integer.parseInt(arguments.get(0));
    } catch (NumberFormatException e) {
      System.err.println("'" + arguments.get(0) + "': give how many clients flood");
      return 2;
    }
    if (!RespBench.peersInstalled()) {
      return 0;
    }
    System.out.printf(
        Locale.ROOT,
        "%d clients send PINGs of 100 bytes as fast as they are read, one asks PING, waits and asks"
            + " again; %.0f s each%n%-8s %12s %10s %10s %10s %14s%n",
        flooders,
        SECONDS,
        "",
        "asked",
        "p50 ms",
        "p99 ms",
        "most ms",
        "flood PINGs/s");
    Waits ours;
    Waits redis;
    try (Peer door = Peer.door(Options.of(List.of()))) {
      measure(door, Math.min(flooders, 50), 4);
      ours = measure(door, flooders, SECONDS);
      System.out.println(ours.shown(door.name()));
    }
    try (Peer peer = Peer.redis()) {
      redis = measure(peer, flooders, SECONDS);
      System.out.println(redis.shown(peer.name()));
    }
    boolean met = ours.p99() <= redis.p99();
    System.out.println("p99 no more than Redis's: " + (met ? "met" : "MISSED"));
    return met ? 0 : 1;
  }

  private static Waits measure(Peer peer, int flooders, double seconds)
      throws IOException, InterruptedException {
    try (Flood flood = new Flood(peer.port(), flooders)) {
      return Waits.of(peer, flood, seconds);
    }
  }
}
