package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Edit.Condition;
import io.blatam.kvcache.shard.Effect;
import io.blatam.kvcache.shard.Expiry;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * RENAME, RENAMENX and COPY: the value is read, written under its other name, and then, for the
 * first two, removed under the old one if it is still the same. Three steps: whoever comes between
 * them sees both keys. In this order a value is nowhere missing, whatever ends in between, and what
 * is written to the old key meanwhile stays there, as if it had come after the renaming.
 */
final class MoveCommands {

  private static final Edit LOOK = new Edit.Look();
  private static final Edit PEEK = new Edit.Peek();

  private MoveCommands() {}

  static void addTo(CommandTable.Builder table) {
    table.group("generic");
    table.writesTwo("rename", 3, "Gives a value another key", call -> rename(call, false));
    table.writesTwo("renamenx", 3, "The same where that is free", call -> rename(call, true));
    table.writesTwo("copy", -3, "Stores a value under another key too", MoveCommands::copy);
    table.flags(List.of("write", "fast"), "renamenx");
    table.flags(List.of("write", "denyoom"), "copy");
  }

  private static Step rename(Invocation call, boolean free) {
    byte[] from = call.key(1);
    byte[] to = call.key(2);
    Reply unchanged = free ? Reply.ZERO : Reply.OK;
    if (Arrays.equals(from, to)) {
      return Step.one(
          from,
          PEEK,
          effect -> {
            if (!effect.found()) {
              throw noSuchKey();
            }
            return unchanged;
          });
    }
    return written(
        from,
        to,
        free ? Condition.IF_ABSENT : Condition.ALWAYS,
        () -> {
          throw noSuchKey();
        },
        (moved, effect) ->
            effect.done()
                ? Step.one(from, removal(moved), gone -> free ? Reply.ONE : Reply.OK)
                : Step.done(unchanged));
  }

  private static Edit removal(Effect moved) {
    return new Edit.DeleteSame(moved.value(), moved.expiresAt());
  }

  private static Step copy(Invocation call) {
    byte[] from = call.key(1);
    byte[] to = call.key(2);
    boolean replace = false;
    for (int i = 3; i < call.size(); i++) {
      if (call.upper(i).equals("REPLACE")) {
        replace = true;
      } else if (call.upper(i).equals("DB") && i + 1 < call.size()) {
        requireSame(call, ConnectionCommands.database(call, ++i));
      } else {
        throw CommandException.syntax();
      }
    }
    if (Arrays.equals(from, to)) {
      throw new CommandException("ERR source and destination objects are the same");
    }
    return written(
        from,
        to,
        replace ? Condition.ALWAYS : Condition.IF_ABSENT,
        () -> Step.done(Reply.ZERO),
        (copied, effect) -> Step.done(Reply.whole(effect.done() ? 1 : 0)));
  }

  private static void requireSame(Invocation call, int database) {
    if (database != call.session().database()) {
      throw new CommandException("ERR COPY to another database is not offered here");
    }
  }

  /**
   * With the end that the value had.
   *
   * @param then given what was there, and what became of its writing
   */
  private static Step written(
      byte[] from,
      byte[] to,
      Condition condition,
      Supplier<Step> missing,
      BiFunction<Effect, Effect, Step> then) {
    return new Step.First(
        new Step.Change(from, LOOK),
        there -> {
          if (!there.found()) {
            return missing.get();
          }
          Edit write =
              new Edit.Write(there.value(), condition, Expiry.at(there.expiresAt()), false);
          return new Step.First(
              new Step.Change(to, write), done -> then.apply(there, StringCommands.accepted(done)));
        });
  }

  private static CommandException noSuchKey() {
    return new CommandException("ERR no such key");
  }
}
