package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Protocol;
import io.blatam.kvcache.resp.wire.Reply;
import java.util.List;

/** Who is there, in which language, in which database. */
final class ConnectionCommands {

  private static final List<String> FLAGS = List.of("loading", "stale", "fast");
  private static final List<String> OPEN =
      List.of("noscript", "loading", "stale", "fast", "no_auth", "allow_busy");

  private ConnectionCommands() {}

  static void addTo(CommandTable.Builder table) {
    table.group("connection");
    table.keyless("ping", -1, List.of("fast"), "Answers", ConnectionCommands::ping);
    table.keyless(
        "echo",
        2,
        List.of("loading", "stale", "fast"),
        "Gives back what it got",
        call -> Step.done(new Reply.Bulk(call.bytes(1))));
    table.keyless("auth", -2, OPEN, "Says who is there", ConnectionCommands::auth);
    table.keyless("hello", -1, OPEN, "Chooses the protocol", ConnectionCommands::hello);
    table.keyless("select", 2, FLAGS, "Chooses the database", ConnectionCommands::select);
    table.keyless("reset", 1, OPEN, "As if just connected", ConnectionCommands::reset);
    table.keyless("quit", -1, OPEN, "Ends the connection", ConnectionCommands::quit);
  }

  private static Step ping(Invocation call) {
    if (call.size() > 2) {
      throw CommandException.arity("ping");
    }
    Session session = call.session();
    if (session.protocol() == Protocol.RESP2 && session.subscriptions().count() > 0) {
      Reply text = new Reply.Bulk(call.size() == 2 ? call.bytes(1) : new byte[0]);
      return Step.done(Reply.many(Reply.bulk("pong"), text));
    }
    return Step.done(call.size() == 2 ? new Reply.Bulk(call.bytes(1)) : new Reply.Simple("PONG"));
  }

  private static Step auth(Invocation call) {
    if (call.size() > 3) {
      throw CommandException.syntax();
    }
    boolean named = call.size() == 3;
    authenticate(call, named ? call.text(1) : "default", call.text(named ? 2 : 1));
    return Step.done(Reply.OK);
  }

  private static void authenticate(Invocation call, String user, String password) {
    Server.Caller caller =
        call.server()
            .authenticate(user, password)
            .orElseThrow(
                () ->
                    new CommandException(
                        "WRONGPASS invalid username-password pair or user is disabled."));
    call.session().authenticated(caller);
  }

  private static Step hello(Invocation call) {
    Session session = call.session();
    Protocol protocol = session.protocol();
    if (call.size() > 1) {
      protocol = protocol(call);
    }
    for (int i = 2; i < call.size(); i++) {
      String word = call.upper(i);
      if (word.equals("AUTH") && i + 2 < call.size()) {
        authenticate(call, call.text(i + 1), call.text(i + 2));
        i += 2;
      } else if (word.equals("SETNAME") && i + 1 < call.size()) {
        session.name(ClientCommand.validName(call.text(++i)));
      } else {
        throw new CommandException("ERR Syntax error in HELLO option '" + call.shown(i) + "'");
      }
    }
    if (session.tenant().isEmpty()) {
      throw new CommandException(
          "NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO"
              + " <proto> AUTH <user> <pass> option can be used to authenticate the client and"
              + " select the RESP protocol version at the same time");
    }
    session.speak(protocol);
    return Step.done(greeting(call, protocol));
  }

  private static Protocol protocol(Invocation call) {
    long version;
    try {
      version = call.integer(1);
    } catch (CommandException e) {
      throw new CommandException("ERR Protocol version is not an integer or out of range");
    }
    if (version != 2 && version != 3) {
      throw new CommandException("NOPROTO unsupported protocol version");
    }
    return version == 2 ? Protocol.RESP2 : Protocol.RESP3;
  }

  private static Reply greeting(Invocation call, Protocol protocol) {
    return new Reply.Pairs(
        List.of(
            Reply.bulk("server"),
            Reply.bulk("redis"),
            Reply.bulk("version"),
            Reply.bulk(InfoCommand.REDIS_VERSION),
            Reply.bulk("proto"),
            Reply.whole(protocol == Protocol.RESP2 ? 2 : 3),
            Reply.bulk("id"),
            Reply.whole(call.session().id()),
            Reply.bulk("mode"),
            Reply.bulk("standalone"),
            Reply.bulk("role"),
            Reply.bulk("master"),
            Reply.bulk("modules"),
            new Reply.Many(List.of())));
  }

  private static Step select(Invocation call) {
    call.session().database(database(call, 1));
    return Step.done(Reply.OK);
  }

  /** An argument that names one. */
  static int database(Invocation call, int index) {
    long database = call.integer(index);
    if (database < Integer.MIN_VALUE || database > Integer.MAX_VALUE) {
      throw new CommandException(
          "ERR value is out of range, value must between -2147483648 and 2147483647");
    }
    if (database < 0 || database >= KeyspaceCommands.DATABASES) {
      throw new CommandException("ERR DB index is out of range");
    }
    return (int) database;
  }

  private static Step reset(Invocation call) {
    call.session().reset();
    return Step.done(new Reply.Simple("RESET"));
  }

  private static Step quit(Invocation call) {
    call.session().close();
    return Step.done(Reply.OK);
  }
}
