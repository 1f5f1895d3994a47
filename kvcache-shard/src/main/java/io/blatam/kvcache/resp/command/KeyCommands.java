package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Edit.Bound;
import io.blatam.kvcache.shard.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** What can be asked of and done to a key whatever its value is. */
final class KeyCommands {

  private static final Edit PEEK = new Edit.Peek();
  private static final Edit PROMISE = new Edit.Promise();
  private static final Edit READ = new Edit.Read();
  private static final Edit DELETE = new Edit.Delete(false);
  private static final Edit PERSIST = new Edit.Expire(Long.MAX_VALUE, Bound.SOME, false);

  private KeyCommands() {}

  static void addTo(CommandTable.Builder table) {
    table.group("generic");
    table.readsMany("exists", -2, 1, "Counts keys that exist", call -> count(call, PROMISE));
    table.readsMany("touch", -2, 1, "Counts as a use of keys", call -> count(call, READ));
    table.writesMany("del", -2, 1, "Removes keys", call -> count(call, DELETE));
    table.writesMany("unlink", -2, 1, "Removes keys", call -> count(call, DELETE));
    table.reads("type", 2, "What kind of value a key has", KeyCommands::type);
    table.writes("expire", -3, "Ends in seconds", call -> expire(call, "EX"));
    table.writes("pexpire", -3, "Ends in milliseconds", call -> expire(call, "PX"));
    table.writes("expireat", -3, "Ends at a second", call -> expire(call, "EXAT"));
    table.writes("pexpireat", -3, "Ends at a millisecond", call -> expire(call, "PXAT"));
    table.writes("persist", 2, "Never ends", KeyCommands::persist);
    table.reads(
        "ttl", 2, "Seconds left", call -> end(call, end -> (end - call.now() + 500) / 1000));
    table.reads("pttl", 2, "Milliseconds left", call -> end(call, end -> end - call.now()));
    table.reads("expiretime", 2, "The second of its end", call -> end(call, KeyCommands::second));
    table.reads("pexpiretime", 2, "The millisecond of its end", call -> end(call, e -> e));
    table.flags(
        List.of("write", "fast"),
        "unlink",
        "expire",
        "pexpire",
        "expireat",
        "pexpireat",
        "persist");
  }

  /** Unsigned, since half a second more than the latest end is no number otherwise. */
  private static long second(long millis) {
    return Long.divideUnsigned(millis + 500, 1000);
  }

  private static Step count(Invocation call, Edit edit) {
    if (call.size() == 2) {
      return Step.one(call.key(1), edit, effect -> Reply.whole(effect.done() ? 1 : 0));
    }
    List<Step.Change> changes = new ArrayList<>(call.size() - 1);
    for (int i = 1; i < call.size(); i++) {
      changes.add(new Step.Change(call.key(i), edit));
    }
    return new Step.Several(
        changes, effects -> Step.done(Reply.whole(effects.stream().filter(Effect::done).count())));
  }

  private static Step type(Invocation call) {
    return Step.one(
        call.key(1), PEEK, effect -> new Reply.Simple(effect.found() ? "string" : "none"));
  }

  private static Step persist(Invocation call) {
    return Step.one(call.key(1), PERSIST, effect -> Reply.whole(effect.done() ? 1 : 0));
  }

  private static Step expire(Invocation call, String unit) {
    Bound bound = bound(call);
    long end = Expiries.at(unit, call.integer(2), call.now(), call.lower(0));
    return Step.one(
        call.key(1),
        new Edit.Expire(end, bound, false),
        effect -> Reply.whole(effect.done() ? 1 : 0));
  }

  private static Bound bound(Invocation call) {
    boolean none = false;
    boolean some = false;
    boolean later = false;
    boolean earlier = false;
    for (int i = 3; i < call.size(); i++) {
      switch (call.upper(i)) {
        case "NX" -> none = true;
        case "XX" -> some = true;
        case "GT" -> later = true;
        case "LT" -> earlier = true;
        default -> throw new CommandException("ERR Unsupported option " + call.shown(i));
      }
    }
    if (none && (some || later || earlier)) {
      throw new CommandException(
          "ERR NX and XX, GT or LT options at the same time are not compatible");
    }
    if (later && earlier) {
      throw new CommandException("ERR GT and LT options at the same time are not compatible");
    }
    if (none) {
      return Bound.NONE;
    } else if (later) {
      return Bound.LATER;
    } else if (earlier) {
      return some ? Bound.SOME_EARLIER : Bound.EARLIER;
    }
    return some ? Bound.SOME : Bound.ALWAYS;
  }

  private static Step end(Invocation call, LongUnaryOperator shown) {
    return Step.one(
        call.key(1),
        PEEK,
        effect -> {
          if (!effect.found()) {
            return new Reply.Whole(-2);
          }
          boolean never = effect.expiresAt() == Long.MAX_VALUE;
          return never ? new Reply.Whole(-1) : Reply.whole(shown.applyAsLong(effect.expiresAt()));
        });
  }
}
