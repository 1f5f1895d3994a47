package io.blatam.kvcache.resp.server;

import java.util.ArrayDeque;

/**
 * Connections that send more than they are served: each waits here for the others' turns, and all
 * of them together have a share of every round of the loop. So whoever sends little waits for a
 * share, not for all who flood. Belongs to a loop.
 */
final class Backlog {

  /** Of a round: short for who waits, long against a question to the selector. */
  private static final long SHARE_NANOS = 4_000_000;

  private final ArrayDeque<Connection> waiting = new ArrayDeque<>();

  /** Behind the others; the connection sees to it that it is here once. */
  void add(Connection connection) {
    waiting.add(connection);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Gives turns while the share lasts, nobody two. */
  void serve() {
    long began = System.nanoTime();
    for (int left = waiting.size(); left > 0; left--) {
      waiting.remove().turn();
      if (System.nanoTime() - began >= SHARE_NANOS) {
        return;
      }
    }
  }
}
