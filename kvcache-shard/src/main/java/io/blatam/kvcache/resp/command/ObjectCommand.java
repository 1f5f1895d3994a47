package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Effect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** OBJECT and MEMORY USAGE: how a value is kept. */
final class ObjectCommand {

  private static final Edit LOOK = new Edit.Look();
  private static final Edit PEEK = new Edit.Peek();

  /** Up to so many bytes Redis keeps a string beside its header. */
  private static final int EMBEDDED = 44;

  /** About what an entry takes besides its key and value. */
  private static final int OVERHEAD = 168;

  private ObjectCommand() {}

  static void addTo(CommandTable.Builder table) {
    table.group("generic");
    table.container("object", "How a value is kept");
    look(table, "encoding", "As what Redis would keep it", LOOK, ObjectCommand::encoding);
    look(
        table,
        "freq",
        "Not told by key",
        PEEK,
        effect -> {
          throw new CommandException(
              "ERR access frequencies are not told by key here; ./blatam cache top lists the"
                  + " hottest");
        });
    look(
        table,
        "idletime",
        "Not told, as in a Redis with an LFU policy",
        PEEK,
        effect -> {
          throw new CommandException(
              "ERR An LFU maxmemory policy is selected, idle time not tracked. Please note that"
                  + " when switching between policies at runtime LRU and LFU data will take some"
                  + " time to adjust.");
        });
    look(table, "refcount", "Always 1", PEEK, effect -> Reply.ONE);
    table.group("server");
    table.container("memory", "What keys take");
    table.within(
        "memory",
        "usage",
        -3,
        List.of("readonly"),
        2,
        "About how many bytes",
        ObjectCommand::usage);
  }

  private static void look(
      CommandTable.Builder table,
      String word,
      String summary,
      Edit edit,
      Function<Effect, Reply> reply) {
    table.within(
        "object",
        word,
        3,
        List.of("readonly"),
        2,
        summary,
        call ->
            Step.one(
                call.key(2), edit, effect -> effect.found() ? reply.apply(effect) : Reply.NIL));
  }

  private static Reply encoding(Effect effect) {
    byte[] value = effect.value();
    if (isInteger(new String(value, StandardCharsets.ISO_8859_1))) {
      return Reply.bulk("int");
    }
    return Reply.bulk(value.length <= EMBEDDED ? "embstr" : "raw");
  }

  private static boolean isInteger(String text) {
    try {
      return text.length() <= 20 && Long.toString(Long.parseLong(text)).equals(text);
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static Step usage(Invocation call) {
    for (int i = 3; i < call.size(); i += 2) {
      if (!call.upper(i).equals("SAMPLES") || i + 1 == call.size()) {
        throw CommandException.syntax();
      }
      if (call.integer(i + 1) < 0) {
        throw CommandException.syntax();
      }
    }
    byte[] key = call.key(2);
    return Step.one(
        key,
        LOOK,
        effect ->
            effect.found()
                ? Reply.whole(OVERHEAD + key.length + effect.value().length)
                : Reply.NIL);
  }
}
