package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.resp.command.CommandException;
import io.blatam.kvcache.resp.command.Session;
import io.blatam.kvcache.resp.command.Step;
import io.blatam.kvcache.resp.wire.CommandParser;
import io.blatam.kvcache.resp.wire.Protocol;
import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.resp.wire.ReplyWriter;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/**
 * One client's commands in their order: each is begun before the one before it has ended, where
 * nobody can tell, and replies leave in the order of the commands. All methods are called on the
 * loop's thread.
 */
final class Pipeline {

  private static final int NOT_AHEAD = -1;

  private final EventLoop loop;
  private final CommandParser parser;
  private final BooleanSupplier mayGoOn;
  private final Runnable repliesCame;
  private final ReplyQueue replies = new ReplyQueue();
  private Keyspace.Place place;

  /** A command is under way of which only a part has left: none behind it may overtake the rest. */
  private boolean alone;

  private long begun;

  /**
   * @param mayGoOn whether another command may be begun after one
   * @param repliesCame told on the loop's thread when there may be something to {@link #write}
   */
  Pipeline(EventLoop loop, CommandParser parser, BooleanSupplier mayGoOn, Runnable repliesCame) {
    this.loop = loop;
    this.parser = parser;
    this.mayGoOn = mayGoOn;
    this.repliesCame = repliesCame;
  }

  /** Whether there is room for another command, and none before it has to be waited for. */
  boolean mayBegin() {
    return !alone && !replies.full() && replies.bytes() < loop.settings().maxOutputBytes();
  }

  /** What replies that wait for others before them take, in bytes. */
  long waiting() {
    return replies.bytes();
  }

  /** Whether nothing is under way, and no reply waits for one before it. */
  boolean isEmpty() {
    return replies.isEmpty();
  }

  /** How many commands were begun so far. */
  long begun() {
    return begun;
  }

  /**
   * Begins the next commands that have wholly come and are plain, or else takes in one. Writes
   * their replies where those are here and their turn has come.
   *
   * @return up to where the bytes are done with
   */
  int next(Session session, byte[] bytes, int from, int to, Output out) {
    Ahead ahead = loop.ahead();
    int cut = ahead.cut(parser, bytes, from, to);
    if (cut == 0) {
      return one(session, bytes, from, to, out);
    }
    if (cut > 1 && session.tenant().isPresent()) {
      ahead.expect(place(session));
    }
    int done = 0;
    do {
      begin(session, ahead.words(done), false, done++, out);
    } while (done < cut && mayGoOn.getAsBoolean());
    begun += done;
    int end = ahead.end(done - 1);
    ahead.forget();
    parser.trust(session.tenant().isPresent());
    return end;
  }

  private int one(Session session, byte[] bytes, int from, int to, Output out) {
    boolean complete = parser.advance(bytes, from, to);
    int at = parser.position();
    if (complete) {
      begun++;
      begin(session, parser.command(), parser.oversized(), NOT_AHEAD, out);
      parser.trust(session.tenant().isPresent());
    }
    return at;
  }

  private void begin(
      Session session, byte[][] arguments, boolean oversized, int ahead, Output out) {
    Keyspace.Ending ending;
    long now = loop.now();
    Step step = step(session, arguments, oversized, now);
    if (session.silent()) {
      silently(session, step, now, out);
      return;
    }
    if (step instanceof Step.Done done) {
      reply(done.reply(), session.protocol(), out);
      return;
    }
    try {
      boolean nothingUnderWay = replies.isEmpty();
      if (nothingUnderWay && step instanceof Step.One one) {
        Keyspace.Place here = place(session);
        Optional<Reply> reply =
            ahead == NOT_AHEAD
                ? loop.keyspace().here(one, here, now)
                : loop.ahead().here(ahead, one, here, now);
        if (reply.isPresent()) {
          ReplyWriter.write(reply.get(), session.protocol(), out);
          return;
        }
      }
      var way = nothingUnderWay ? Keyspace.Way.BORROW : Keyspace.Way.MESSAGE;
      ending = loop.keyspace().run(step, place(session), way, now, loop);
    } catch (CommandException e) {
      reply(Reply.error(e.getMessage()), session.protocol(), out);
      return;
    }
    if (ending instanceof Keyspace.Ending.Now there) {
      reply(there.reply(), session.protocol(), out);
    } else if (ending instanceof Keyspace.Ending.Later later) {
      await(later, session.protocol());
    }
  }

  private Step step(Session session, byte[][] arguments, boolean oversized, long now) {
    try {
      return loop.commands().begin(session, arguments, oversized, now);
    } catch (CommandException e) {
      return Step.done(Reply.error(e.getMessage()));
    }
  }

  /** The client wants no reply to this one. */
  private void silently(Session session, Step step, long now, Output out) {
    Keyspace.Ending ending;
    if (step instanceof Step.Done done) {
      ending = new Keyspace.Ending.Now(done.reply());
    } else {
      var way = replies.isEmpty() ? Keyspace.Way.BORROW : Keyspace.Way.MESSAGE;
      try {
        ending = loop.keyspace().run(step, place(session), way, now, loop);
      } catch (CommandException e) {
        return;
      }
    }
    if (ending instanceof Keyspace.Ending.Now there) {
      reply(Silence.keep(there.reply()), session.protocol(), out);
    } else if (ending instanceof Keyspace.Ending.Later later) {
      CompletionStage<Reply> silenced =
          later
              .reply()
              .handle((reply, failure) -> failure == null ? Silence.keep(reply) : Silence.NOTHING);
      await(new Keyspace.Ending.Later(silenced, later.alone()), session.protocol());
    }
  }

  /** Where the session's keys are; the same object for as long as that is so. */
  private Keyspace.Place place(Session session) {
    String tenant = session.tenant().orElseThrow();
    if (place == null || place.database() != session.database() || !place.tenant().equals(tenant)) {
      place = new Keyspace.Place(tenant, session.database());
    }
    return place;
  }

  /** Behind the replies of all commands that were begun. */
  void reply(Reply reply, Protocol protocol, Output out) {
    if (replies.isEmpty()) {
      ReplyWriter.write(reply, protocol, out);
    } else {
      replies.reserve(protocol).fill(reply);
    }
  }

  private void await(Keyspace.Ending.Later later, Protocol protocol) {
    ReplyQueue.Slot slot = replies.reserve(protocol);
    // Of such, no more than one is begun at a time.
    alone |= later.alone();
    later
        .reply()
        .whenCompleteAsync(
            (value, failure) -> {
              slot.fill(failure == null ? value : failed(failure));
              alone &= !later.alone();
              repliesCame.run();
            },
            loop);
  }

  private static Reply failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof CommandException
        ? Reply.error(cause.getMessage())
        : Reply.error("ERR " + cause.getMessage());
  }

  /** Writes the replies whose turn has come. */
  void write(Output out) {
    replies.write(out);
  }
}
