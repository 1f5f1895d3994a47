package io.blatam.kvcache.resp.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** TLS on a socket that does not block, as {@link SSLEngine} prescribes it. */
final class TlsWire implements Wire {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel channel;
  private final SSLEngine engine;

  /** From the socket, to be read from 0 to its position. */
  private final ByteBuffer encrypted;

  /** For the reader, ready to be read. */
  private final ByteBuffer decrypted;

  /** For the socket, ready to be read. */
  private final ByteBuffer outgoing;

  /** What is in {@link #encrypted} is only a part of a record. */
  private boolean starved;

  TlsWire(SocketChannel channel, SSLEngine engine) throws SSLException {
    this.channel = channel;
    this.engine = engine;
    this.encrypted = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).limit(0);
    this.decrypted = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()).limit(0);
    engine.setUseClientMode(false);
    engine.beginHandshake();
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    int before = target.remaining();
    boolean ended = false;
    while (target.hasRemaining() && !ended) {
      if (decrypted.hasRemaining()) {
        move(decrypted, target);
      } else if (!shakeHands()) {
        break;
      } else {
        Status status = unwrap();
        if (status == Status.BUFFER_UNDERFLOW) {
          int read = channel.read(encrypted);
          ended = read < 0;
          starved = read == 0;
          if (starved) {
            break;
          }
        } else if (status == Status.CLOSED) {
          ended = true;
        }
      }
    }
    int read = before - target.remaining();
    return read == 0 && ended ? -1 : read;
  }

  private Status unwrap() throws SSLException {
    encrypted.flip();
    decrypted.clear();
    try {
      return engine.unwrap(encrypted, decrypted).getStatus();
    } finally {
      decrypted.flip();
      encrypted.compact();
    }
  }

  /**
   * Does what the engine wants before it reads.
   *
   * @return false where it wants to write and the socket takes no more
   */
  private boolean shakeHands() throws IOException {
    while (true) {
      HandshakeStatus wanted = engine.getHandshakeStatus();
      if (wanted == HandshakeStatus.NEED_TASK) {
        // A signature takes about a millisecond, no more than handing it to another thread may.
        for (Runnable task = engine.getDelegatedTask();
            task != null;
            task = engine.getDelegatedTask()) {
          task.run();
        }
      } else if (wanted == HandshakeStatus.NEED_WRAP) {
        if (!wrap(NOTHING)) {
          return false;
        }
      } else {
        return true;
      }
    }
  }

  /**
   * @return whether the socket took all of it and the engine can go on
   */
  private boolean wrap(ByteBuffer source) throws IOException {
    flush();
    if (owes()) {
      return false;
    }
    outgoing.clear();
    SSLEngineResult result;
    try {
      result = engine.wrap(source, outgoing);
    } finally {
      outgoing.flip();
    }
    flush();
    return result.getStatus() == Status.OK && !owes();
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int before = source.remaining();
    boolean taken = shakeHands();
    while (taken && source.hasRemaining() && !opening()) {
      taken = wrap(source);
    }
    return before - source.remaining();
  }

  @Override
  public void flush() throws IOException {
    if (outgoing.hasRemaining()) {
      channel.write(outgoing);
    }
  }

  @Override
  public boolean readsAhead() {
    return decrypted.hasRemaining() || (encrypted.position() > 0 && !starved);
  }

  @Override
  public boolean owes() {
    return outgoing.hasRemaining();
  }

  @Override
  public boolean opening() {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  /** Says goodbye where the socket takes it at once. */
  @Override
  public void close() throws IOException {
    try {
      engine.closeOutbound();
      wrap(NOTHING);
    } finally {
      channel.close();
    }
  }

  private static void move(ByteBuffer from, ByteBuffer to) {
    int end = from.limit();
    from.limit(from.position() + Math.min(from.remaining(), to.remaining()));
    to.put(from);
    from.limit(end);
  }
}
