package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Protocol;
import io.blatam.kvcache.resp.wire.Reply;
import java.util.List;

/** CLIENT and its subcommands. */
final class ClientCommand {

  private ClientCommand() {}

  static void addTo(CommandTable.Builder table) {
    table.group("connection");
    table.keyless(
        "client", -2, List.of(), "What the server knows of a connection", ClientCommand::run);
  }

  private static Step run(Invocation call) {
    Session session = call.session();
    Reply reply =
        switch (call.lower(1)) {
          case "setname" -> setName(call);
          case "getname" -> {
            exactly(call, 2);
            yield session.name().isEmpty() ? Reply.NIL : Reply.bulk(session.name());
          }
          case "id" -> {
            exactly(call, 2);
            yield new Reply.Whole(session.id());
          }
          case "info" -> {
            exactly(call, 2);
            yield new Reply.Verbatim(line(call));
          }
          case "setinfo" -> setInfo(call);
          case "no-evict", "no-touch" -> onOff(call);
          default ->
              throw new CommandException(
                  "ERR unknown subcommand '" + call.text(1) + "'. Try CLIENT HELP.");
        };
    return Step.done(reply);
  }

  private static void exactly(Invocation call, int size) {
    if (call.size() != size) {
      throw CommandException.arity("client|" + call.lower(1));
    }
  }

  private static Reply setName(Invocation call) {
    exactly(call, 3);
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
    exactly(call, 4);
    String value = call.text(3);
    String attribute = call.lower(2);
    if (!attribute.equals("lib-name") && !attribute.equals("lib-ver")) {
      throw new CommandException("ERR Unrecognized option '" + call.text(2) + "'");
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
    exactly(call, 3);
    String word = call.lower(2);
    if (!word.equals("on") && !word.equals("off")) {
      throw CommandException.syntax();
    }
    return Reply.OK;
  }

  private static String line(Invocation call) {
    Session session = call.session();
    int patterns = session.subscriptions().names(true).size();
    return "id=%d addr=%s laddr=%s fd=-1 name=%s age=%d idle=0 flags=N db=%d sub=%d psub=%d ssub=0 multi=-1 qbuf=0 qbuf-free=0 argv-mem=0 multi-mem=0 rbs=0 rbp=0 obl=0 oll=0 omem=0 tot-mem=0 events=r cmd=%s user=%s redir=-1 resp=%d lib-name=%s lib-ver=%s\n"
        .formatted(
            session.id(),
            session.remote(),
            session.local(),
            session.name(),
            (call.now() - session.openedMillis()) / 1000,
            session.database(),
            session.subscriptions().count() - patterns,
            patterns,
            "client|info",
            session.user(),
            session.protocol() == Protocol.RESP2 ? 2 : 3,
            session.library(),
            session.libraryVersion());
  }
}
