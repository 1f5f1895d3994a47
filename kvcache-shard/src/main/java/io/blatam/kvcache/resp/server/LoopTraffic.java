package io.blatam.kvcache.resp.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/** What one loop has done since it began. Its thread alone counts; anybody may ask. */
final class LoopTraffic {

  private static final long SECOND = 1000;

  private final AtomicLong commands = new AtomicLong();
  private final AtomicLong perSecond = new AtomicLong();
  private final AtomicLong bytesIn = new AtomicLong();
  private final AtomicLong bytesOut = new AtomicLong();
  private long commandsBefore;

  /** With one thread that writes there is nothing to win or to wait for. */
  private static void add(AtomicLong count, long more) {
    count.lazySet(count.getPlain() + more);
  }

  void began(long more) {
    add(commands, more);
  }

  /**
   * @param elapsed milliseconds since the last time
   */
  void tick(long elapsed) {
    long now = commands.getPlain();
    perSecond.lazySet((now - commandsBefore) * SECOND / elapsed);
    commandsBefore = now;
  }

  /** Commands that were begun. */
  long commands() {
    return commands.get();
  }

  /** Of these, in about the last second. */
  long perSecond() {
    return perSecond.get();
  }

  long bytesIn() {
    return bytesIn.get();
  }

  long bytesOut() {
    return bytesOut.get();
  }

  /** The same wire, counted. */
  Wire counted(Wire wire) {
    return new Wire() {
      @Override
      public int read(ByteBuffer target) throws IOException {
        int read = wire.read(target);
        add(bytesIn, Math.max(0, read));
        return read;
      }

      @Override
      public int write(ByteBuffer source) throws IOException {
        int written = wire.write(source);
        add(bytesOut, written);
        return written;
      }

      @Override
      public boolean readsAhead() {
        return wire.readsAhead();
      }

      @Override
      public boolean owes() {
        return wire.owes();
      }

      @Override
      public void flush() throws IOException {
        wire.flush();
      }

      @Override
      public boolean opening() {
        return wire.opening();
      }

      @Override
      public void close() throws IOException {
        wire.close();
      }
    };
  }
}
