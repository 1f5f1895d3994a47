package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.metrics.InsightMetrics;
import io.blatam.kvcache.resp.command.Commands;
import io.blatam.kvcache.resp.wire.CommandParser;
import io.blatam.kvcache.resp.wire.ParserLimits;
import io.blatam.kvcache.settings.RespSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread and the connections that it serves. It is an executor too: what is finished elsewhere
 * comes back to it.
 */
final class EventLoop implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger("io.blatam.kvcache.resp");
  private static final int READ_BYTES = 128 * 1024;
  private static final long TICK_MILLIS = 1000;

  /** After so much was read, replies do not wait for the end of the round: it may take long. */
  private static final int ROUND_BYTES = 512 * 1024;

  /** What lies between a socket and its connection. */
  interface Dresser {
    Wire dress(SocketChannel channel) throws IOException;
  }

  /** Makes what a connection needs of the server around it. */
  interface Greeter {
    void greet(Connection connection, EventLoop loop, SocketChannel channel) throws IOException;
  }

  private final Selector selector;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final Set<Connection> connections = Collections.newSetFromMap(new IdentityHashMap<>());
  private final RespSettings settings;
  private final ParserLimits limits;
  private final Commands commands;
  private final Keyspace keyspace;
  private final LoopTraffic traffic = new LoopTraffic();
  private final Consumer<Optional<Connection>> gone;
  private final Thread thread;
  private final byte[] buffer = new byte[READ_BYTES];
  private final Output output = new Output();
  private final Backlog backlog = new Backlog();
  private final Ahead ahead;
  private final long maxInput;
  private final long maxWaiting;
  private long input;
  private long waiting;
  private int readInRound;
  private long now = System.currentTimeMillis();
  private long ticked = now;
  private volatile boolean stopping;

  /**
   * @param loops how many there are
   * @param gone told of each connection that has ended, or had before it was one
   */
  EventLoop(
      int number,
      int loops,
      RespSettings settings,
      ParserLimits limits,
      Commands commands,
      Keyspace keyspace,
      Consumer<Optional<Connection>> gone) {
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.settings = settings;
    this.maxInput = Math.max(settings.maxCommandBytes(), settings.maxInputBytes() / loops);
    this.maxWaiting =
        Math.max(
            settings.maxCommandBytes() + settings.maxUnreadBytes(),
            settings.maxWaitingBytes() / loops);
    this.limits = limits;
    this.commands = commands;
    this.keyspace = keyspace;
    this.ahead = new Ahead(keyspace);
    this.gone = gone;
    this.thread = new Thread(this::run, "kv-cache-resp-" + number);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (Thread.currentThread() != thread) {
      selector.wakeup();
    }
  }

  void adopt(SocketChannel channel, Dresser dresser, Greeter greeter) {
    execute(
        () -> {
          try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            Connection connection =
                new Connection(
                    this, traffic.counted(dresser.dress(channel)), key, new CommandParser(limits));
            key.attach(connection);
            greeter.greet(connection, this, channel);
            connections.add(connection);
          } catch (IOException e) {
            LOG.debug("a RESP connection was gone before it began", e);
            gone.accept(Optional.empty());
          }
        });
  }

  void stop() {
    stopping = true;
    selector.wakeup();
    try {
      thread.join(TICK_MILLIS * 5);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (selector) {
      while (!stopping) {
        if (tasks.isEmpty() && backlog.isEmpty()) {
          selector.select(this::ready, TICK_MILLIS);
        } else {
          selector.selectNow(this::ready);
        }
        deliver();
        now = System.currentTimeMillis();
        // Only those that are there now: what they add waits until sockets have had their turn.
        for (int left = tasks.size(); left > 0; left--) {
          guarded(tasks.remove());
        }
        deliver();
        backlog.serve();
        deliver();
        if (now - ticked >= TICK_MILLIS) {
          traffic.tick(now - ticked);
          ticked = now;
          new ArrayList<>(connections).forEach(connection -> connection.tick(now));
        }
      }
    } catch (IOException | ClosedSelectorException e) {
      LOG.error("the RESP door's thread ends", e);
    } finally {
      new ArrayList<>(connections).forEach(Connection::close);
    }
  }

  private void ready(SelectionKey key) {
    now = System.currentTimeMillis();
    Connection connection = (Connection) key.attachment();
    connection.guarded(
        () -> {
          try {
            if (key.isValid() && key.isWritable()) {
              connection.writable();
            }
            boolean wanted = key.isValid() && (key.interestOps() & SelectionKey.OP_READ) != 0;
            if (wanted && key.isReadable()) {
              connection.readable();
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private void deliver() {
    readInRound = 0;
    output.deliver();
  }

  /** A connection has read so many bytes, and done with them what could be done. */
  void read(int bytes) {
    readInRound += bytes;
    if (readInRound >= ROUND_BYTES) {
      deliver();
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("a task of the RESP door failed", e);
    }
  }

  void closed(Connection connection) {
    connections.remove(connection);
    gone.accept(Optional.of(connection));
  }

  byte[] buffer() {
    return buffer;
  }

  Backlog backlog() {
    return backlog;
  }

  Ahead ahead() {
    return ahead;
  }

  Output output() {
    return output;
  }

  RespSettings settings() {
    return settings;
  }

  Commands commands() {
    return commands;
  }

  Keyspace keyspace() {
    return keyspace;
  }

  /** Milliseconds since the epoch, as of the batch that is being worked on. */
  long now() {
    return now;
  }

  LoopTraffic traffic() {
    return traffic;
  }

  /** More, or less, is kept of commands that have not wholly arrived. */
  void holdsInput(long change) {
    input += change;
  }

  boolean inputExceeded() {
    return input > maxInput;
  }

  /** More, or less, is kept for clients. When it is too much, those with most are cut off. */
  void waits(long change) {
    waiting += change;
    while (waiting > maxWaiting && change > 0) {
      Connection most = Collections.max(connections, Comparator.comparingLong(Connection::waiting));
      InsightMetrics.refused("resp", "unread");
      LOG.debug("a RESP connection ends: {} bytes are kept for its client", most.waiting());
      most.close();
    }
  }

  Logger log() {
    return LOG;
  }
}
