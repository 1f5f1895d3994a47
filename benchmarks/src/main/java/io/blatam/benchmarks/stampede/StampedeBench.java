package io.blatam.benchmarks.stampede;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * 10,000 requests at once for 100 keys that nobody has, spread over three nodes; a load takes 200
 * ms. In the cluster's cache each key is loaded once. The peer is what many services have instead:
 * a Caffeine cache in each process, which loads once a node. In the last round a node is killed in
 * the middle, and what it was loading is loaded again by somebody who waited for it.
 */
public final class StampedeBench {

  private static final int NODES = 3;
  private static final int REQUESTS = 10_000;
  private static final int ROUNDS = 3;
  private static final int MIN_SEGMENTS_A_NODE = 8;
  private static final long START_SECONDS = 90;

  /** When half of the loads' time is over. */
  private static final long KILL_AFTER_MILLIS = 100;

  private StampedeBench() {}

  /**
   * @return the exit code: 0 if every key was loaded once
   */
  public static int run() throws IOException, InterruptedException {
    List<NodeProcess> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < NODES; i++) {
        nodes.add(NodeProcess.start(nodes.stream().findFirst()));
      }
      awaitSpread(nodes);
      return table(nodes);
    } finally {
      nodes.forEach(NodeProcess::close);
    }
  }

  private static int table(List<NodeProcess> nodes) throws InterruptedException {
    stampede(nodes, "cluster", "warm-up", Optional.empty());
    stampede(nodes, "caffeine", "warm-up", Optional.empty());
    int missed = 0;
    System.out.println(Round.header());
    for (int round = 1; round <= ROUNDS; round++) {
      Round ours = stampede(nodes, "cluster", "round" + round, Optional.empty());
      boolean met = ours.loads() == StampedeNode.KEYS && ours.failed() == 0;
      missed += met ? 0 : 1;
      System.out.println(
          ours.row(
              "the cluster's cache, round " + round,
              "exactly " + StampedeNode.KEYS + " loads: " + (met ? "met" : "MISSED")));
      Round peer = stampede(nodes, "caffeine", "round" + round, Optional.empty());
      System.out.println(peer.row("Caffeine in each node, round " + round, "(the peer)"));
    }
    Round killed = stampede(nodes, "cluster", "killed", Optional.of(nodes.get(nodes.size() - 1)));
    System.out.println(
        killed.row("the cluster's, a node is killed", "(two nodes answer; not judged)"));
    return missed == 0 ? 0 : 1;
  }

  /**
   * @param victim is killed in the middle; its loads count, its answers can not
   */
  private static Round stampede(
      List<NodeProcess> nodes, String peer, String name, Optional<NodeProcess> victim)
      throws InterruptedException {
    nodes.forEach(NodeProcess::loads);
    for (int i = 0; i < nodes.size(); i++) {
      int share = REQUESTS / NODES + (i < REQUESTS % NODES ? 1 : 0);
      nodes.get(i).tell("go " + peer + " " + name + " " + share);
    }
    if (victim.isPresent()) {
      TimeUnit.MILLISECONDS.sleep(KILL_AFTER_MILLIS);
      victim.get().kill();
    }
    Round sum = Round.NONE;
    for (NodeProcess node : nodes) {
      if (victim.isEmpty() || node != victim.get()) {
        sum = sum.plus(node.result());
      }
    }
    return sum.withLoads(nodes.stream().mapToInt(NodeProcess::loads).sum());
  }

  /** All nodes are up, and every one has its part of the segments. */
  private static void awaitSpread(List<NodeProcess> nodes) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    while (!spread(nodes)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "the segments are not spread over the nodes after " + START_SECONDS + " s");
      }
      TimeUnit.MILLISECONDS.sleep(500);
    }
  }

  private static boolean spread(List<NodeProcess> nodes) throws InterruptedException {
    for (NodeProcess node : nodes) {
      if (node.ask("members") < NODES) {
        return false;
      }
    }
    for (NodeProcess node : nodes) {
      if (node.ask("segments") < MIN_SEGMENTS_A_NODE) {
        return false;
      }
    }
    return true;
  }
}
