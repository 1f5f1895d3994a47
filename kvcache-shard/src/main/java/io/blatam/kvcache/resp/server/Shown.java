package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.resp.command.Peer;
import io.blatam.kvcache.resp.command.Session;
import java.util.concurrent.atomic.AtomicLong;

/** What a connection shows of itself. Its thread alone says it; any may read it. */
final class Shown implements Peer {

  private final Session session;
  private final Runnable ending;
  private final AtomicLong heard = new AtomicLong();
  private volatile long input;
  private volatile long output;
  private volatile int parts;

  /**
   * @param ending ends the connection soon; called on any thread
   */
  Shown(Session session, Runnable ending, long now) {
    this.session = session;
    this.ending = ending;
    heard(now);
  }

  /** The client has sent something. */
  void heard(long now) {
    heard.lazySet(now);
  }

  /** Mostly nothing has changed, and then nothing is written that other threads may read. */
  void keeps(long inputNow, Departures departures) {
    long outputNow = departures.unread();
    if (inputNow != input || outputNow != output) {
      input = inputNow;
      output = outputNow;
      parts = departures.parts();
    }
  }

  @Override
  public Session session() {
    return session;
  }

  @Override
  public long heardMillis() {
    return heard.get();
  }

  @Override
  public long inputBytes() {
    return input;
  }

  @Override
  public long outputBytes() {
    return output;
  }

  @Override
  public int outputParts() {
    return parts;
  }

  @Override
  public void end() {
    ending.run();
  }
}
