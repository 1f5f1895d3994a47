package io.blatam.kvcache.resp.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.resp.wire.Protocol;
import io.blatam.kvcache.resp.wire.Reply;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a command as it came to the step that it begins with. Thread-safe. */
public final class Commands {

  /** What a connection may do before it has said who it is. */
  private static final Set<String> OPEN = Set.of("auth", "hello", "quit", "reset");

  private static final Set<String> WHILE_SUBSCRIBED =
      Set.of("subscribe", "unsubscribe", "psubscribe", "punsubscribe", "ping", "quit", "reset");

  private static final Set<String> WORDS_OF_HTTP = Set.of("post", "host:");

  private static final Reply NOTHING = new Reply.Sequence(List.of());
  private static final int MAX_QUOTED = 128;
  private static final Logger LOG = LoggerFactory.getLogger("io.blatam.kvcache.resp");

  private final CommandTable table = CommandTable.all();
  private final Server server;
  private final Admission admission;

  public Commands(Server server, Admission admission) {
    this.server = server;
    this.admission = admission;
  }

  /**
   * @param oversized an argument was longer than anything that can be stored, and is not there
   * @throws CommandException whose message is the reply
   */
  public Step begin(Session session, byte[][] arguments, boolean oversized, long now) {
    Optional<Command> known = table.find(arguments[0]);
    if (known.isEmpty()) {
      return unknown(session, arguments);
    }
    Command command = known.get();
    if (arguments.length > 1 && !command.subcommands().isEmpty()) {
      command = subcommand(command, arguments);
    }
    String name = command.name();
    session.begins(command);
    if (!command.takes(arguments.length)) {
      throw CommandException.arity(name);
    }
    if (session.expired(now)) {
      session.forgetCaller();
      if (!OPEN.contains(name)) {
        throw new CommandException("NOAUTH The token has expired; AUTH with a new one.");
      }
    }
    if (session.revoked()) {
      session.forgetCaller();
      if (!OPEN.contains(name)) {
        throw new CommandException("NOAUTH The account is disabled; ask an administrator.");
      }
    }
    if (session.tenant().isEmpty() && !OPEN.contains(name)) {
      throw new CommandException("NOAUTH Authentication required.");
    }
    if (session.protocol() == Protocol.RESP2
        && session.subscriptions().count() > 0
        && !WHILE_SUBSCRIBED.contains(name)) {
      throw new CommandException(
          "ERR Can't execute '"
              + name
              + "': only (P|S)SUBSCRIBE / (P|S)UNSUBSCRIBE / PING / QUIT / RESET are allowed in"
              + " this context");
    }
    if (oversized) {
      throw CommandException.outOfMemory();
    }
    if (!admission.free()) {
      admission.check(session, command, arguments);
    }
    return command.run().apply(new Invocation(session, server, arguments, now));
  }

  public static Reply failure(CommandException e) {
    return Reply.error(e.getMessage());
  }

  /**
   * Words of HTTP end the connection, as in Redis: a web page can make its reader's browser send a
   * request to a loopback port, and what the page put into it must not be done as commands.
   */
  private static Step unknown(Session session, byte[][] arguments) {
    if (WORDS_OF_HTTP.contains(
        Invocation.shown(arguments[0], MAX_QUOTED).toLowerCase(Locale.ROOT))) {
      LOG.warn(
          "a client at {} sent an HTTP request to the RESP door and was cut off; if nobody did so by"
              + " mistake, a web page may have tried to reach the cache",
          session.remote());
      session.close();
      return Step.done(NOTHING);
    }
    throw new CommandException(unknown(arguments));
  }

  private static Command subcommand(Command command, byte[][] arguments) {
    String word = new String(arguments[1], ISO_8859_1).toLowerCase(Locale.ROOT);
    return command
        .subcommand(word)
        .orElseThrow(
            () ->
                new CommandException(
                    "ERR unknown subcommand '"
                        + Invocation.shown(arguments[1], MAX_QUOTED)
                        + "'. Try "
                        + command.name().toUpperCase(Locale.ROOT)
                        + " HELP."));
  }

  private static String unknown(byte[][] arguments) {
    StringBuilder begins = new StringBuilder();
    for (int i = 1; i < arguments.length && begins.length() < MAX_QUOTED; i++) {
      int room = MAX_QUOTED - begins.length();
      begins.append('\'').append(Invocation.shown(arguments[i], room)).append("' ");
    }
    return "ERR unknown command '"
        + Invocation.shown(arguments[0], MAX_QUOTED)
        + "', with args beginning with: "
        + begins;
  }
}
