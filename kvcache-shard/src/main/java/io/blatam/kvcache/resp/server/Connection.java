package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.resp.command.Session;
import io.blatam.kvcache.resp.wire.CommandParser;
import io.blatam.kvcache.resp.wire.ProtocolException;
import io.blatam.kvcache.resp.wire.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;

/**
 * One client: bytes in, commands done, replies out in the order of the commands. All methods are
 * called on the loop's thread. Where the client does not read, its commands wait; where its
 * commands wait, its bytes are not read: so what is kept for it is bounded, whatever it does.
 */
final class Connection {

  private final EventLoop loop;
  private final Wire wire;
  private final SelectionKey key;
  private final Inbox inbox;
  private final Departures departures;
  private final Pipeline pipeline;
  private final Appetite appetite;
  private Session session;
  private Shown shown;
  private boolean refused;
  private boolean inBacklog;
  private boolean closed;
  private long waiting;
  private long progressMillis;

  Connection(EventLoop loop, Wire wire, SelectionKey key, CommandParser parser) {
    this.loop = loop;
    this.wire = wire;
    this.key = key;
    this.inbox = new Inbox(wire, parser);
    this.departures = new Departures(loop.output(), wire, this::guarded, this::left);
    this.appetite = new Appetite(loop.buffer().length);
    this.pipeline = new Pipeline(loop, parser, this::mayGoOn, () -> guarded(this::repliesCame));
  }

  void open(Session with, long now) {
    session = with;
    progressMillis = now;
    shown = new Shown(with, () -> loop.execute(this::close), now);
    inbox.parser.trust(with.tenant().isPresent());
  }

  Session session() {
    return session;
  }

  Shown shown() {
    return shown;
  }

  boolean closed() {
    return closed;
  }

  /** The socket has something: it is read now, or when the others have had their turn. */
  void readable() throws IOException {
    if (appetite.greedy()) {
      waitForTurn();
    } else {
      read();
    }
  }

  private void read() throws IOException {
    byte[] buffer = loop.buffer();
    long begun = pipeline.begun();
    int read = inbox.read(buffer, appetite.share());
    if (read == Inbox.END) {
      close();
      return;
    }
    int consumed = perform(buffer, 0, read);
    appetite.turned(read, inbox.lately(), pipeline.begun() - begun);
    if (consumed < read && !closed && !refused) {
      inbox.hold(buffer, consumed, read);
    }
    loop.read(inbox.lately());
    if (!closed) {
      afterRead();
    }
  }

  private void afterRead() {
    progressMillis = loop.now();
    shown.heard(progressMillis);
    loop.holdsInput(inbox.change());
    if (loop.inputExceeded() && inbox.holds() > loop.buffer().length) {
      refuse("ERR too many commands are half sent at this moment; try again");
    }
    interests();
  }

  /** Does as many commands as may be done now. */
  private int perform(byte[] bytes, int from, int to) {
    Output out = departures.begin();
    int at = from;
    long before = pipeline.begun();
    try {
      while (at < to && mayGoOn()) {
        at = pipeline.next(session, bytes, at, to, out);
      }
    } catch (ProtocolException e) {
      at = to;
      pipeline.reply(Reply.error("ERR " + e.getMessage()), session.protocol(), out);
      refused = true;
      inbox.parser.abandon();
    }
    loop.traffic().began(pipeline.begun() - before);
    departures.end();
    finishIfDone();
    return at;
  }

  /** Replies have left, as far as the client takes them. */
  private void left() {
    finishIfDone();
    interests();
  }

  private boolean mayGoOn() {
    return !closed
        && !refused
        && !session.closing()
        && departures.unread() < loop.settings().maxOutputBytes()
        && pipeline.mayBegin();
  }

  private void repliesCame() {
    if (closed) {
      return;
    }
    pipeline.write(departures.begin());
    departures.end();
    goOn();
  }

  /** Takes up what was held back, and reads on if nothing is left of it. */
  private void goOn() {
    if (!inbox.isEmpty() && mayGoOn()) {
      inbox.goOn(this::perform);
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
          boolean nobodys = session.expired(loop.now()) || session.revoked();
          if (nobodys || departures.unread() > loop.settings().maxUnreadBytes()) {
            close();
            return;
          }
          tell(message);
          interests();
        });
  }

  /** The socket takes bytes again. */
  void writable() throws IOException {
    wire.flush();
    if (departures.drain()) {
      progressMillis = loop.now();
    }
    if (!departures.blocked()) {
      goOn();
    }
  }

  private void interests() {
    account();
    if (closed) {
      return;
    }
    int interests = !departures.blocked() && !wire.owes() ? 0 : SelectionKey.OP_WRITE;
    if (inbox.isEmpty() && mayGoOn()) {
      interests |= SelectionKey.OP_READ;
      if (wire.readsAhead()) {
        // No event of the socket will say that there is more.
        waitForTurn();
      }
    }
    if (key.interestOps() != interests) {
      key.interestOps(interests);
    }
  }

  /** Tells the loop what is kept for the client besides the command that is coming. */
  private void account() {
    long now =
        closed ? 0 : departures.unread() + inbox.waiting() + pipeline.waiting() + session.bytes();
    long change = now - waiting;
    waiting = now;
    loop.waits(change);
    shown.keeps(inbox.waiting() + inbox.holds(), departures);
  }

  /** What is kept for the client, most of it because it does not read, in bytes. */
  long waiting() {
    return waiting;
  }

  private void waitForTurn() {
    if (!inBacklog) {
      inBacklog = true;
      loop.backlog().add(this);
    }
  }

  /** The others have had their turn. */
  void turn() {
    inBacklog = false;
    guarded(
        () -> {
          try {
            if (!closed && inbox.isEmpty() && mayGoOn()) {
              read();
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  /** Behind the replies of all commands that were begun. */
  private void tell(Reply reply) {
    pipeline.reply(reply, session.protocol(), departures.begin());
    departures.end();
  }

  private void refuse(String error) {
    tell(Reply.error(error));
    refused = true;
    // At once: of many in one round, none is told before all have come.
    loop.holdsInput(inbox.drop());
    finishIfDone();
  }

  private void finishIfDone() {
    boolean told = departures.isEmpty() && pipeline.isEmpty();
    if ((refused || session.closing()) && told) {
      close();
    }
  }

  /**
   * Neither the rest of a command nor a reader for its replies came for too long, or whoever came
   * may be here no more.
   */
  void tick(long now) {
    boolean waits = inbox.parser.halfway() || departures.blocked() || wire.opening();
    boolean stalled = waits && now - progressMillis > loop.settings().stallTimeout().toMillis();
    if (stalled || session.revoked()) {
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
    loop.holdsInput(inbox.drop());
    departures.close();
    account();
    key.cancel();
    try {
      wire.close();
    } catch (IOException e) {
      loop.log().debug("closing a RESP connection failed", e);
    }
    loop.closed(this);
  }
}
