package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import java.util.List;
import java.util.function.Function;

/** CLIENT and its subcommands. */
final class ClientCommand {

  private static final Reply NOTHING = new Reply.Sequence(List.of());

  private ClientCommand() {}

  static void addTo(CommandTable.Builder table) {
    table.group("connection");
    table.container("client", "What the server knows of a connection");
    add(table, "setname", 3, "Gives the connection a name", ClientCommand::setName);
    add(table, "getname", 2, "The connection's name", ClientCommand::getName);
    add(table, "id", 2, "The connection's number", call -> new Reply.Whole(call.session().id()));
    add(table, "setinfo", 4, "Names the client's library", ClientCommand::setInfo);
    add(table, "reply", 3, "Which replies are wanted", ClientCommand::replies);
    table.within(
        "client",
        "no-evict",
        3,
        List.of("admin", "noscript", "loading", "stale"),
        "Accepted, without a meaning here",
        call -> Step.done(onOff(call)));
  }

  private static void add(
      CommandTable.Builder table,
      String word,
      int arity,
      String summary,
      Function<Invocation, Reply> run) {
    table.within(
        "client",
        word,
        arity,
        List.of("noscript", "loading", "stale"),
        summary,
        call -> Step.done(run.apply(call)));
  }

  private static Reply getName(Invocation call) {
    String name = call.session().name();
    return name.isEmpty() ? Reply.NIL : Reply.bulk(name);
  }

  private static Reply setName(Invocation call) {
    call.session().name(validName(call.text(2)));
    return Reply.OK;
  }

  static String validName(String name) {
    if (name.chars().anyMatch(c -> c < '!' || c > '~')) {
      throw new CommandException(
          "ERR Client names cannot contain spaces, newlines or special characters.");
    }
    return name;
  }

  private static Reply setInfo(Invocation call) {
    String value = call.text(3);
    String attribute = call.lower(2);
    if (!attribute.equals("lib-name") && !attribute.equals("lib-ver")) {
      throw new CommandException("ERR Unrecognized option '" + call.shown(2) + "'");
    }
    if (value.chars().anyMatch(c -> c < '!' || c > '~')) {
      throw new CommandException(
          "ERR " + attribute + " cannot contain spaces, newlines or special characters.");
    }
    if (attribute.equals("lib-name")) {
      call.session().library(value);
    } else {
      call.session().libraryVersion(value);
    }
    return Reply.OK;
  }

  private static Reply onOff(Invocation call) {
    String word = call.lower(2);
    if (!word.equals("on") && !word.equals("off")) {
      throw CommandException.syntax();
    }
    return Reply.OK;
  }

  private static Reply replies(Invocation call) {
    Session session = call.session();
    switch (call.lower(2)) {
      case "on" -> {
        session.wants(Session.Replies.ALL);
        return Reply.OK;
      }
      case "off" -> session.wants(Session.Replies.NONE);
      case "skip" -> {
        if (session.replies() != Session.Replies.NONE) {
          session.wants(Session.Replies.NONE_TO_THE_NEXT);
        }
      }
      default -> throw CommandException.syntax();
    }
    return NOTHING;
  }
}
