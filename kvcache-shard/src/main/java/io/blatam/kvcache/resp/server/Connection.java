package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.resp.command.CommandException;
import io.blatam.kvcache.resp.command.Session;
import io.blatam.kvcache.resp.command.Step;
import io.blatam.kvcache.resp.wire.CommandParser;
import io.blatam.kvcache.resp.wire.Protocol;
import io.blatam.kvcache.resp.wire.ProtocolException;
import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.resp.wire.ReplyWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * One client: bytes in, commands done, replies out in the order of the commands. All methods are
 * called on the loop's thread. Where the client does not read, its commands wait; where its
 * commands wait, its bytes are not read: so what is kept for it is bounded, whatever it does.
 */
final class Connection {

  /** A command that something on another node is waited for; replies behind it wait too. */
  private static final class Slot {
    private final Protocol protocol;
    private Reply reply;

    Slot(Protocol protocol) {
      this.protocol = protocol;
    }
  }

  /** Replies that wait for another node; more commands are not begun. */
  private static final int MAX_SLOTS = 1024;

  private static final int WRITE_BYTES = 128 * 1024;

  /** Of {@link EventLoop#buffer}'s length each, before the others have their turn. */
  private static final int MAX_LARGE_READS = 32;

  private final EventLoop loop;
  private final Wire wire;
  private final SelectionKey key;
  private final CommandParser parser;
  private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>();
  private final ArrayDeque<Slot> slots = new ArrayDeque<>();
  private Session session;
  private Keyspace.Place place;
  private long unread;
  private byte[] held = new byte[0];
  private int heldFrom;
  private boolean refused;
  private boolean readingOn;
  private boolean closed;
  private long counted;
  private long progressMillis;

  Connection(EventLoop loop, Wire wire, SelectionKey key, CommandParser parser) {
    this.loop = loop;
    this.wire = wire;
    this.key = key;
    this.parser = parser;
  }

  void open(Session with, long now) {
    session = with;
    progressMillis = now;
    parser.trust(with.tenant().isPresent());
  }

  Session session() {
    return session;
  }

  long unread() {
    return unread;
  }

  boolean closed() {
    return closed;
  }

  /** The socket has something. */
  void readable() throws IOException {
    if (readLarge()) {
      byte[] buffer = loop.buffer();
      int read = wire.read(ByteBuffer.wrap(buffer));
      if (read < 0) {
        close();
        return;
      }
      int consumed = perform(buffer, 0, read);
      if (consumed < read && !closed && !refused) {
        held = Arrays.copyOfRange(buffer, consumed, read);
        heldFrom = 0;
      }
    }
    if (!closed) {
      afterRead();
    }
  }

  /**
   * Reads a large argument to where it stays, to its end if that has come: arguments of which many
   * connections have a half are what a collection of the heap copies.
   *
   * @return whether something else may follow
   */
  private boolean readLarge() throws IOException {
    for (int i = 0; i < MAX_LARGE_READS; i++) {
      ByteBuffer target = parser.target(loop.buffer().length);
      int wanted = target.remaining();
      if (wanted == 0) {
        return true;
      }
      int read = wire.read(target);
      if (read < 0) {
        close();
        return false;
      }
      parser.received(read);
      if (read < wanted) {
        return false;
      }
    }
    return false;
  }

  private void afterRead() {
    progressMillis = loop.now();
    long holds = parser.halfway() ? parser.held() : 0;
    loop.holdsInput(holds - counted);
    counted = holds;
    if (loop.inputExceeded() && holds > loop.buffer().length) {
      refuse("ERR too many commands are half sent at this moment; try again");
    }
    interests();
  }

  /** Does as many commands as may be done now. */
  private int perform(byte[] bytes, int from, int to) {
    Output out = loop.output();
    out.lend(this);
    int at = from;
    int commands = 0;
    try {
      while (at < to && mayGoOn()) {
        boolean complete = parser.advance(bytes, at, to);
        at = parser.position();
        if (complete) {
          commands++;
          command(parser.command(), parser.oversized(), out);
        }
      }
    } catch (ProtocolException e) {
      at = to;
      reply(Reply.error("ERR " + e.getMessage()), out);
      refused = true;
    }
    loop.counted(commands);
    out.flush();
    finishIfDone();
    return at;
  }

  private boolean mayGoOn() {
    return !closed
        && !refused
        && !session.closing()
        && unread < loop.settings().maxOutputBytes()
        && slots.size() < MAX_SLOTS;
  }

  private void command(byte[][] arguments, boolean oversized, Output out) {
    Keyspace.Ending ending;
    try {
      long now = loop.now();
      Step step = loop.commands().begin(session, arguments, oversized, now);
      if (step instanceof Step.Done done) {
        reply(done.reply(), out);
        parser.trust(session.tenant().isPresent());
        return;
      }
      boolean nothingUnderWay = slots.isEmpty();
      if (nothingUnderWay && step instanceof Step.One one) {
        Optional<Reply> reply = loop.keyspace().here(one, place(), now);
        if (reply.isPresent()) {
          ReplyWriter.write(reply.get(), session.protocol(), out);
          return;
        }
      }
      var way = nothingUnderWay ? Keyspace.Way.BORROW : Keyspace.Way.MESSAGE;
      ending = loop.keyspace().run(step, place(), way, now, loop);
    } catch (CommandException e) {
      reply(Reply.error(e.getMessage()), out);
      return;
    }
    if (ending instanceof Keyspace.Ending.Now now) {
      reply(now.reply(), out);
    } else if (ending instanceof Keyspace.Ending.Later later) {
      await(later.reply());
    }
  }

  private Keyspace.Place place() {
    String tenant = session.tenant().orElseThrow();
    if (place == null || place.database() != session.database() || !place.tenant().equals(tenant)) {
      place = new Keyspace.Place(tenant, session.database());
    }
    return place;
  }

  private void reply(Reply reply, Output out) {
    if (slots.isEmpty()) {
      ReplyWriter.write(reply, session.protocol(), out);
    } else {
      Slot slot = new Slot(session.protocol());
      slot.reply = reply;
      slots.add(slot);
    }
  }

  private void await(CompletionStage<Reply> reply) {
    Slot slot = new Slot(session.protocol());
    slots.add(slot);
    reply.whenCompleteAsync(
        (value, failure) -> {
          slot.reply = failure == null ? value : failed(failure);
          guarded(this::slotsFilled);
        },
        loop);
  }

  private Reply failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof CommandException
        ? Reply.error(cause.getMessage())
        : Reply.error("ERR " + cause.getMessage());
  }

  private void slotsFilled() {
    if (closed) {
      return;
    }
    Output out = loop.output();
    out.lend(this);
    while (!slots.isEmpty() && slots.peek().reply != null) {
      Slot slot = slots.poll();
      ReplyWriter.write(slot.reply, slot.protocol, out);
    }
    out.flush();
    goOn();
  }

  /** Takes up what was held back, and reads on if nothing is left of it. */
  private void goOn() {
    if (heldFrom < held.length && mayGoOn()) {
      heldFrom = perform(held, heldFrom, held.length);
      if (heldFrom == held.length) {
        held = new byte[0];
        heldFrom = 0;
      }
      progressMillis = loop.now();
    }
    finishIfDone();
    interests();
  }

  /** A message that the client has subscribed to; it may come between any two replies. */
  void push(Reply message) {
    guarded(
        () -> {
          if (closed || refused) {
            return;
          }
          if (unread > loop.settings().maxUnreadBytes()) {
            close();
            return;
          }
          Output out = loop.output();
          out.lend(this);
          reply(message, out);
          out.flush();
          interests();
        });
  }

  /** What does not leave now is copied: the buffer goes on to others. */
  void send(ByteBuffer buffer) {
    if (unsent.isEmpty()) {
      write(buffer);
    }
    if (buffer.hasRemaining()) {
      byte[] rest = new byte[buffer.remaining()];
      buffer.get(rest);
      keep(ByteBuffer.wrap(rest));
    }
  }

  void sendLarge(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    if (unsent.isEmpty()) {
      write(buffer);
    }
    if (buffer.hasRemaining()) {
      keep(buffer);
    }
  }

  private void keep(ByteBuffer rest) {
    unsent.add(rest);
    unread += rest.remaining();
  }

  /** In pieces: the JDK copies all of a heap buffer for each write, however little is taken. */
  private void write(ByteBuffer buffer) {
    try {
      int end = buffer.limit();
      while (buffer.position() < end) {
        int piece = Math.min(end - buffer.position(), WRITE_BYTES);
        buffer.limit(buffer.position() + piece);
        int written = wire.write(buffer);
        buffer.limit(end);
        if (written < piece) {
          return;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The socket takes bytes again. */
  void writable() throws IOException {
    wire.flush();
    while (!unsent.isEmpty()) {
      ByteBuffer next = unsent.peek();
      int before = next.remaining();
      write(next);
      unread -= before - next.remaining();
      if (next.remaining() < before) {
        progressMillis = loop.now();
      }
      if (next.hasRemaining()) {
        return;
      }
      unsent.poll();
    }
    goOn();
  }

  private void interests() {
    if (closed) {
      return;
    }
    int interests = unsent.isEmpty() && !wire.owes() ? 0 : SelectionKey.OP_WRITE;
    if (heldFrom == held.length && mayGoOn()) {
      interests |= SelectionKey.OP_READ;
      if (wire.readsAhead()) {
        readOn();
      }
    }
    if (key.interestOps() != interests) {
      key.interestOps(interests);
    }
  }

  /** After the others have had their turn: no event of the socket will say that there is more. */
  private void readOn() {
    if (!readingOn) {
      readingOn = true;
      loop.execute(
          () -> {
            readingOn = false;
            guarded(this::readIfWanted);
          });
    }
  }

  private void readIfWanted() {
    if (!closed && heldFrom == held.length && mayGoOn()) {
      try {
        readable();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void refuse(String error) {
    Output out = loop.output();
    out.lend(this);
    reply(Reply.error(error), out);
    out.flush();
    refused = true;
    finishIfDone();
  }

  private void finishIfDone() {
    if ((refused || session.closing()) && unsent.isEmpty() && slots.isEmpty()) {
      close();
    }
  }

  /** Neither the rest of a command nor a reader for its replies came for too long. */
  void tick(long now) {
    boolean waits = parser.halfway() || !unsent.isEmpty() || wire.opening();
    if (waits && now - progressMillis > loop.settings().stallTimeout().toMillis()) {
      close();
    }
  }

  /** Whatever goes wrong with one connection ends that one. */
  void guarded(Runnable work) {
    try {
      work.run();
    } catch (UncheckedIOException e) {
      close();
    } catch (RuntimeException | Error e) {
      loop.log().error("a RESP connection ends: its command failed", e);
      close();
    }
  }

  void close() {
    if (closed) {
      return;
    }
    closed = true;
    session.subscriptions().clear();
    loop.holdsInput(-counted);
    counted = 0;
    unsent.clear();
    unread = 0;
    key.cancel();
    try {
      wire.close();
    } catch (IOException e) {
      loop.log().debug("closing a RESP connection failed", e);
    }
    loop.closed(this);
  }
}
