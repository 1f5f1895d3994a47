package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import java.util.List;

/**
 * What monitors and client libraries ask of any Redis. There is no log of slow commands and no
 * replica here, and the replies are those of a Redis that has none.
 */
final class MonitorCommands {

  private static final Step NOTHING = Step.done(new Reply.Many(List.of()));
  private static final Step ZERO = Step.done(Reply.ZERO);
  private static final List<String> ADMIN = List.of("admin", "noscript", "loading", "stale");
  private static final List<String> LOG = List.of("admin", "loading", "stale");

  private MonitorCommands() {}

  static void addTo(CommandTable.Builder table) {
    table.group("server");
    table.keyless(
        "time", 1, List.of("loading", "stale", "fast"), "The time of day", MonitorCommands::time);
    table.keyless(
        "role",
        1,
        List.of("noscript", "loading", "stale", "fast"),
        "That it is no replica",
        call -> Step.done(Reply.many(Reply.bulk("master"), Reply.ZERO, new Reply.Many(List.of()))));
    table.container("slowlog", "An empty log");
    table.within("slowlog", "get", -2, LOG, "Always empty", MonitorCommands::slowest);
    table.within("slowlog", "len", 2, LOG, "Always 0", call -> ZERO);
    table.within("slowlog", "reset", 2, LOG, "Accepted", call -> Step.done(Reply.OK));
    table.container("latency", "No events");
    table.within("latency", "latest", 2, ADMIN, "Always empty", call -> NOTHING);
    table.within("latency", "history", 3, ADMIN, "Always empty", call -> NOTHING);
    table.within(
        "latency",
        "histogram",
        -2,
        ADMIN,
        "Always empty",
        call -> Step.done(new Reply.Pairs(List.of())));
    table.within("latency", "reset", -2, ADMIN, "Always 0", call -> ZERO);
    table.group("connection");
    table.keyless(
        "wait", 3, List.of("noscript"), "How many replicas have it: 0", MonitorCommands::replicas);
  }

  private static Step time(Invocation call) {
    return Step.done(
        Reply.many(
            Reply.bulk(Long.toString(call.now() / 1000)),
            Reply.bulk(Long.toString(call.now() % 1000 * 1000))));
  }

  private static Step slowest(Invocation call) {
    if (call.size() > 3) {
      throw new CommandException(
          "ERR unknown subcommand or wrong number of arguments for '"
              + call.shown(1)
              + "'. Try SLOWLOG HELP.");
    }
    if (call.size() == 3 && count(call) < -1) {
      throw wrongCount();
    }
    return NOTHING;
  }

  private static long count(Invocation call) {
    try {
      return call.integer(2);
    } catch (CommandException e) {
      throw wrongCount();
    }
  }

  private static CommandException wrongCount() {
    return new CommandException("ERR count should be greater than or equal to -1");
  }

  private static Step replicas(Invocation call) {
    call.integer(1);
    long timeout;
    try {
      timeout = call.integer(2);
    } catch (CommandException e) {
      throw new CommandException("ERR timeout is not an integer or out of range");
    }
    if (timeout < 0) {
      throw new CommandException("ERR timeout is negative");
    }
    return ZERO;
  }
}
