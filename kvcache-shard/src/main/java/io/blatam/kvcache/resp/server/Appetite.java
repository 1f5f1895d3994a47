package io.blatam.kvcache.resp.server;

/**
 * How much is read of one client in a turn: little of one who sends many small commands, since
 * these take the time, and more with every turn of one who sends few large ones. Belongs to the
 * connection's thread.
 */
final class Appetite {

  /** To begin with, in bytes. */
  private static final int LEAST = 16 * 1024;

  /** Commands of fewer bytes than this take longer to do than to read. */
  private static final int SMALL_COMMAND = 128;

  /** Who sends so much in a turn, in whatever commands, lets others go first. */
  private static final int MUCH = 512 * 1024;

  private final int most;
  private int share = LEAST;
  private boolean greedy;

  /**
   * @param most that a turn may take, in bytes
   */
  Appetite(int most) {
    this.most = most;
  }

  /** How many bytes the next turn may take besides those of large arguments. */
  int share() {
    return share;
  }

  /** Whether the last turn did not suffice, so that the next can wait for the others'. */
  boolean greedy() {
    return greedy;
  }

  /**
   * A turn is over.
   *
   * @param read bytes, without those of large arguments
   * @param all bytes
   * @param commands that were done
   */
  void turned(int read, int all, long commands) {
    boolean filled = read == share;
    boolean small = commands * SMALL_COMMAND > read;
    greedy = (filled && small) || all >= MUCH;
    if (filled) {
      share = small ? LEAST : Math.min(most, 2 * share);
    }
  }
}
