package io.blatam.kvcache.resp.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Edit.Condition;
import io.blatam.kvcache.shard.Effect;
import io.blatam.kvcache.shard.Expiry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** GET, SET and their kin. */
final class StringCommands {

  private static final Edit READ = new Edit.Read();
  private static final Reply EMPTY = new Reply.Bulk(new byte[0]);
  private static final Step OK = Step.done(Reply.OK);
  private static final Function<Effect, Reply> VALUE_OR_NIL = StringCommands::valueOrNil;
  private static final Function<Effect, Reply> ALWAYS_OK =
      effect -> {
        accepted(effect);
        return Reply.OK;
      };

  /** Redis's {@code proto-max-bulk-len}. */
  private static final long MAX_STRING = 512L * 1024 * 1024;

  private StringCommands() {}

  static void addTo(CommandTable.Builder table) {
    table.group("string");
    table.reads("get", 2, "Gets a value", StringCommands::get);
    table.writes("set", -3, "Sets a value", StringCommands::set);
    table.writes("setnx", 3, "Sets a value where there is none", StringCommands::setIfAbsent);
    table.writes("setex", 4, "Sets a value for seconds", call -> setFor(call, "EX"));
    table.writes("psetex", 4, "Sets a value for milliseconds", call -> setFor(call, "PX"));
    table.writes("getset", 3, "Sets a value and gives the old one", StringCommands::getSet);
    table.writes("getdel", 2, "Gets a value and removes it", StringCommands::getDelete);
    table.writes("getex", -2, "Gets a value and sets its end", StringCommands::getExpire);
    table.reads("strlen", 2, "A value's length in bytes", StringCommands::lengthOf);
    table.writes("append", 3, "Appends to a value", StringCommands::append);
    table.reads("getrange", 4, "A part of a value", StringCommands::range);
    table.reads("substr", 4, "A part of a value", StringCommands::range);
    table.writes("setrange", 4, "Overwrites a part of a value", StringCommands::setRange);
    table.readsMany("mget", -2, 1, "Gets values", StringCommands::getMany);
    table.writesMany("mset", -3, 2, "Sets values", StringCommands::setMany);
    table.writesMany("msetnx", -3, 2, "Sets values, all or none", StringCommands::setManyNew);
    table.flags(
        List.of("write", "denyoom"), "set", "setex", "psetex", "setrange", "mset", "msetnx");
    table.flags(List.of("write", "fast"), "getdel", "getex");
    table.flags(List.of("readonly"), "getrange", "substr");
  }

  private static Step get(Invocation call) {
    return Step.one(call.key(1), READ, VALUE_OR_NIL);
  }

  private static Step lengthOf(Invocation call) {
    return Step.one(call.key(1), READ, effect -> Reply.whole(effect.value().length));
  }

  private static Step set(Invocation call) {
    if (call.size() == 3) {
      return write(call, 2, Condition.ALWAYS, Expiry.NEVER, ALWAYS_OK);
    }
    SetOptions options = SetOptions.of(call);
    Edit edit = new Edit.Write(call.bytes(2), options.condition(), options.expiry(), options.get());
    return Step.one(
        call.key(1),
        edit,
        effect -> {
          if (options.get()) {
            return valueOrNil(accepted(effect));
          }
          return accepted(effect).done() ? Reply.OK : Reply.NIL;
        });
  }

  private static Step setIfAbsent(Invocation call) {
    return write(
        call,
        2,
        Condition.IF_ABSENT,
        Expiry.NEVER,
        effect -> accepted(effect).done() ? Reply.ONE : Reply.ZERO);
  }

  private static Step setFor(Invocation call, String unit) {
    long end = Expiries.positive(unit, call.integer(2), call.now(), call.lower(0));
    return write(call, 3, Condition.ALWAYS, Expiry.at(end), ALWAYS_OK);
  }

  private static Step write(
      Invocation call,
      int value,
      Condition condition,
      Expiry expiry,
      Function<Effect, Reply> reply) {
    Edit edit = new Edit.Write(call.bytes(value), condition, expiry, false);
    return Step.one(call.key(1), edit, reply);
  }

  private static Step getSet(Invocation call) {
    Edit edit = new Edit.Write(call.bytes(2), Condition.ALWAYS, Expiry.NEVER, true);
    return Step.one(call.key(1), edit, effect -> valueOrNil(accepted(effect)));
  }

  private static Step getDelete(Invocation call) {
    return Step.one(call.key(1), new Edit.Delete(true), StringCommands::valueOrNil);
  }

  private static Step getExpire(Invocation call) {
    if (call.size() == 2) {
      return get(call);
    }
    boolean persist = false;
    String unit = "";
    int amountAt = 0;
    for (int i = 2; i < call.size(); i++) {
      String word = call.upper(i);
      if (word.equals("PERSIST") && amountAt == 0) {
        persist = true;
      } else if (Expiries.isUnit(word)
          && (amountAt == 0 || word.equals(unit))
          && !persist
          && i + 1 < call.size()) {
        unit = word;
        amountAt = ++i;
      } else {
        throw CommandException.syntax();
      }
    }
    try {
      long end =
          persist
              ? Long.MAX_VALUE
              : Expiries.positive(unit, call.integer(amountAt), call.now(), "getex");
      return Step.one(
          call.key(1), new Edit.Expire(end, Edit.Bound.ALWAYS, true), StringCommands::valueOrNil);
    } catch (CommandException wrongTime) {
      return ifFound(call.key(1), wrongTime);
    }
  }

  /** Redis looks for the key first, and for what is wrong with the time only where it is there. */
  private static Step ifFound(byte[] key, CommandException failure) {
    return Step.one(
        key,
        new Edit.Peek(),
        effect -> {
          if (effect.found()) {
            throw failure;
          }
          return Reply.NIL;
        });
  }

  private static Step append(Invocation call) {
    return Step.one(call.key(1), new Edit.Append(call.bytes(2)), StringCommands::newLength);
  }

  private static Step setRange(Invocation call) {
    long offset = call.integer(2);
    if (offset < 0) {
      throw new CommandException("ERR offset is out of range");
    }
    byte[] part = call.bytes(3);
    if (part.length > 0 && offset > MAX_STRING - part.length) {
      throw new CommandException("ERR string exceeds maximum allowed size (proto-max-bulk-len)");
    }
    return Step.one(
        call.key(1),
        new Edit.Overwrite((int) Math.min(offset, MAX_STRING), part),
        StringCommands::newLength);
  }

  private static Reply newLength(Effect effect) {
    return Reply.whole(Long.parseLong(new String(accepted(effect).value(), ISO_8859_1)));
  }

  private static Step range(Invocation call) {
    long start = call.integer(2);
    long end = call.integer(3);
    return Step.one(call.key(1), READ, effect -> part(effect.value(), start, end));
  }

  private static Reply part(byte[] value, long start, long end) {
    if (start < 0 && end < 0 && start > end) {
      return EMPTY;
    }
    long from = Math.max(0, start < 0 ? value.length + start : start);
    long to = Math.min(value.length - 1L, Math.max(0, end < 0 ? value.length + end : end));
    return from > to ? EMPTY : new Reply.Bulk(Arrays.copyOfRange(value, (int) from, (int) to + 1));
  }

  private static Step getMany(Invocation call) {
    List<Step.Change> reads = new ArrayList<>(call.size() - 1);
    for (int i = 1; i < call.size(); i++) {
      reads.add(new Step.Change(call.key(i), READ));
    }
    return new Step.Several(
        reads,
        effects -> {
          long most = call.server().maxReplyBytes();
          if (effects.stream().mapToLong(effect -> effect.value().length).sum() > most) {
            throw CommandException.replyTooLarge(most);
          }
          return Step.done(
              new Reply.Many(effects.stream().map(StringCommands::valueOrNil).toList()));
        });
  }

  private static Step setMany(Invocation call) {
    return new Step.Several(
        writes(call),
        effects -> {
          effects.forEach(StringCommands::accepted);
          return OK;
        });
  }

  private static Step setManyNew(Invocation call) {
    Map<ByteBuffer, Step.Change> lastOfEach = new LinkedHashMap<>();
    writes(call).forEach(write -> lastOfEach.put(ByteBuffer.wrap(write.key()), write));
    return new Step.IfNone(
        List.copyOf(lastOfEach.values()), done -> Step.done(Reply.whole(done ? 1 : 0)));
  }

  private static List<Step.Change> writes(Invocation call) {
    if (call.size() % 2 == 0) {
      throw CommandException.arity(call.lower(0));
    }
    List<Step.Change> writes = new ArrayList<>(call.size() / 2);
    for (int i = 1; i < call.size(); i += 2) {
      Edit edit = new Edit.Write(call.bytes(i + 1), Condition.ALWAYS, Expiry.NEVER, false);
      writes.add(new Step.Change(call.key(i), edit));
    }
    return writes;
  }

  private static Reply valueOrNil(Effect effect) {
    return effect.found() ? new Reply.Bulk(effect.value()) : Reply.NIL;
  }

  static Effect accepted(Effect effect) {
    if (effect.outcome() == Effect.Outcome.TOO_LARGE) {
      throw CommandException.outOfMemory();
    }
    return effect;
  }
}
