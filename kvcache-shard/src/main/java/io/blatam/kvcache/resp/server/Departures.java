package io.blatam.kvcache.resp.server;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * One client's way out: its replies are gathered until the loop's round ends, then they leave, and
 * what the client does not take waits for it. Belongs to the connection's thread.
 */
final class Departures implements Output.Recipient {

  private final Output output;
  private final Outbox outbox;
  private final Consumer<Runnable> guarded;
  private final Runnable left;

  /** Replies that wait for the end of the loop's round, in so many parts. */
  private int gathered;

  private boolean closed;

  /**
   * @param guarded does what may fail with the wire
   * @param left told when replies have left, as far as the client takes them
   */
  Departures(Output output, Wire wire, Consumer<Runnable> guarded, Runnable left) {
    this.output = output;
    this.outbox = new Outbox(wire);
    this.guarded = guarded;
    this.left = left;
  }

  /** Where the client's next replies are written; followed by {@link #end}. */
  Output begin() {
    output.lend(outbox);
    return output;
  }

  /** That was all for now. */
  void end() {
    gathered += output.end(this) ? 1 : 0;
  }

  @Override
  public void deliver(ByteBuffer part) {
    gathered--;
    guarded.accept(
        () -> {
          if (!closed) {
            outbox.send(part);
            left.run();
          }
        });
  }

  /** Whether every reply that was written has left. */
  boolean isEmpty() {
    return gathered == 0 && outbox.isEmpty();
  }

  /** Whether the client has yet to take something before more can be sent. */
  boolean blocked() {
    return !outbox.isEmpty();
  }

  /** What the client has not taken, in bytes. */
  long unread() {
    return outbox.unread();
  }

  /** In so many parts. */
  int parts() {
    return outbox.parts();
  }

  /**
   * Sends what waits for the client, as much as it takes now.
   *
   * @return whether it took anything
   * @throws UncheckedIOException if the wire fails
   */
  boolean drain() {
    return outbox.drain();
  }

  /** Nothing leaves any more. */
  void close() {
    closed = true;
    outbox.clear();
  }
}
