package io.blatam.benchmarks.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/** Many connections that always have more to say: one thread keeps their sockets full. */
final class Flood implements AutoCloseable {

  private static final int PIPELINE = 1000;
  private static final String TEXT = "x".repeat(100);
  private static final byte[] COMMAND =
      ("*2\r\n$4\r\nPING\r\n$100\r\n" + TEXT + "\r\n").getBytes(ISO_8859_1);
  private static final int REPLY_BYTES = ("$100\r\n" + TEXT + "\r\n").length();

  private final Selector selector = Selector.open();
  private final AtomicLong read = new AtomicLong();
  private final Thread thread;
  private volatile boolean stopping;

  Flood(int port, int connections) throws IOException {
    byte[] commands = new byte[COMMAND.length * PIPELINE];
    for (int i = 0; i < PIPELINE; i++) {
      System.arraycopy(COMMAND, 0, commands, i * COMMAND.length, COMMAND.length);
    }
    ByteBuffer all = ByteBuffer.allocateDirect(commands.length).put(commands).flip();
    for (int i = 0; i < connections; i++) {
      SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
      channel.setOption(StandardSocketOptions.SO_SNDBUF, 256 * 1024);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE, all.duplicate());
    }
    thread = new Thread(this::run, "flood");
    thread.setDaemon(true);
    thread.start();
  }

  /** Replies that have come, as of now. */
  long replies() {
    return read.get() / REPLY_BYTES;
  }

  private void run() {
    ByteBuffer replies = ByteBuffer.allocateDirect(256 * 1024);
    try {
      while (!stopping) {
        selector.select(key -> serve(key, replies), 100);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void serve(SelectionKey key, ByteBuffer replies) {
    try {
      SocketChannel channel = (SocketChannel) key.channel();
      if (key.isReadable()) {
        replies.clear();
        int came = channel.read(replies);
        if (came < 0) {
          throw new IOException("a flooding client was disconnected");
        }
        read.addAndGet(came);
      }
      if (key.isWritable()) {
        ByteBuffer commands = (ByteBuffer) key.attachment();
        channel.write(commands);
        if (!commands.hasRemaining()) {
          commands.rewind();
        }
      }
    } catch (IOException e) {
      key.cancel();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    stopping = true;
    selector.wakeup();
    thread.join(5_000);
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }
}
