package io.blatam.kvcache.resp.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Effect;

/** INCR and its kin. */
final class NumberCommands {

  private NumberCommands() {}

  static void addTo(CommandTable.Builder table) {
    table.group("string");
    table.writes("incr", 2, "Adds one", call -> add(call, 1));
    table.writes("decr", 2, "Takes one away", call -> add(call, -1));
    table.writes("incrby", 3, "Adds an integer", call -> add(call, call.integer(2)));
    table.writes("decrby", 3, "Takes an integer away", NumberCommands::subtract);
    table.writes("incrbyfloat", 3, "Adds a fraction", NumberCommands::addFraction);
  }

  private static Step add(Invocation call, long amount) {
    return Step.one(
        call.key(1),
        new Edit.Add(amount),
        effect -> Reply.whole(Long.parseLong(new String(sum(effect), ISO_8859_1))));
  }

  private static Step subtract(Invocation call) {
    long amount = call.integer(2);
    if (amount == Long.MIN_VALUE) {
      throw new CommandException("ERR decrement would overflow");
    }
    return add(call, -amount);
  }

  private static Step addFraction(Invocation call) {
    Edit add = new Edit.AddDecimal(call.text(2));
    return Step.one(call.key(1), add, effect -> new Reply.Bulk(sum(effect)));
  }

  private static byte[] sum(Effect effect) {
    return switch (effect.outcome()) {
      case NOT_AN_INTEGER -> throw CommandException.notAnInteger();
      case OVERFLOW -> throw new CommandException("ERR increment or decrement would overflow");
      case NOT_A_FLOAT -> throw new CommandException("ERR value is not a valid float");
      case NOT_FINITE -> throw new CommandException("ERR increment would produce NaN or Infinity");
      case TOO_LARGE -> throw CommandException.outOfMemory();
      case DONE, UNCHANGED -> effect.value();
    };
  }
}
