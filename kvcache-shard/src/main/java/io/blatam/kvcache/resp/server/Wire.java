package io.blatam.kvcache.resp.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * Bytes to and from one client that never block, whatever they look like on the socket. Belongs to
 * the connection's thread.
 */
interface Wire {

  /**
   * @return how many came, possibly none; -1 at the end
   */
  int read(ByteBuffer target) throws IOException;

  /**
   * @return how many were taken, possibly none
   */
  int write(ByteBuffer source) throws IOException;

  /** Something can be read that has left the socket already, so that the socket won't say so. */
  boolean readsAhead();

  /** Something that was taken has not reached the socket; {@link #flush} it. */
  boolean owes();

  void flush() throws IOException;

  /** Both sides have not yet agreed on how to talk. */
  boolean opening();

  void close() throws IOException;

  /** The socket's own bytes. */
  static Wire plain(SocketChannel channel) {
    return new Wire() {
      @Override
      public int read(ByteBuffer target) throws IOException {
        return channel.read(target);
      }

      @Override
      public int write(ByteBuffer source) throws IOException {
        return channel.write(source);
      }

      @Override
      public boolean readsAhead() {
        return false;
      }

      @Override
      public boolean owes() {
        return false;
      }

      @Override
      public void flush() {}

      @Override
      public boolean opening() {
        return false;
      }

      @Override
      public void close() throws IOException {
        channel.close();
      }
    };
  }
}
