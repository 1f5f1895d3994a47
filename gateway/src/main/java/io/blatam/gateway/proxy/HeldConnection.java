package io.blatam.gateway.proxy;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A connection while one exchange has it. The exchange gives it back or closes it, whichever it
 * comes to first; from then on it may be another exchange's, and is not touched. Thread-safe.
 */
final class HeldConnection {

  private final ConnectionPool pool;
  private final UpstreamConnection connection;
  private final AtomicBoolean over = new AtomicBoolean();

  HeldConnection(ConnectionPool pool, UpstreamConnection connection) {
    this.pool = pool;
    this.connection = connection;
  }

  UpstreamConnection connection() {
    return connection;
  }

  /** For the next exchange. */
  void giveBack() {
    if (over.compareAndSet(false, true)) {
      pool.release(connection);
    }
  }

  /** Closes at once, whatever is going on. */
  void abort() {
    if (over.compareAndSet(false, true)) {
      connection.abort();
    }
  }
}
