package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * CLIENT INFO, LIST and KILL: this node's connections. Whoever asks sees those of its own tenant,
 * and ends no others.
 */
final class PeerCommands {

  private static final List<String> ADMIN = List.of("admin", "noscript", "loading", "stale");

  private PeerCommands() {}

  static void addTo(CommandTable.Builder table) {
    table.group("connection");
    table.within(
        "client",
        "info",
        2,
        List.of("noscript", "loading", "stale"),
        "About the connection",
        call -> Step.done(lines(call, peer -> peer.session() == call.session())));
    table.within("client", "list", -2, ADMIN, "About the tenant's", call -> Step.done(list(call)));
    table.within("client", "kill", -3, ADMIN, "Ends some of them", call -> Step.done(kill(call)));
  }

  private static Stream<Peer> visible(Invocation call) {
    return call.server().peers().stream()
        .filter(peer -> peer.session().tenant().equals(call.session().tenant()));
  }

  private static Reply lines(Invocation call, Predicate<Peer> which) {
    return new Reply.Verbatim(
        visible(call)
            .filter(which)
            .map(peer -> ClientLine.of(peer, call.now()))
            .collect(Collectors.joining()));
  }

  private static Reply list(Invocation call) {
    if (call.size() == 2) {
      return lines(call, peer -> true);
    } else if (call.size() == 4 && call.lower(2).equals("type")) {
      return lines(call, ofType(call, 3));
    } else if (call.size() > 3 && call.lower(2).equals("id")) {
      List<Long> ids = new ArrayList<>();
      for (int i = 3; i < call.size(); i++) {
        ids.add(number(call, i, "ERR Invalid client ID"));
      }
      return lines(call, peer -> ids.contains(peer.session().id()));
    }
    throw CommandException.syntax();
  }

  private static long number(Invocation call, int index, String error) {
    try {
      return call.integer(index);
    } catch (CommandException e) {
      throw new CommandException(error);
    }
  }

  private static Predicate<Peer> ofType(Invocation call, int index) {
    return switch (call.lower(index)) {
      case "normal" -> peer -> !ClientLine.listens(peer);
      case "pubsub" -> ClientLine::listens;
      case "master", "slave", "replica" -> peer -> false;
      default -> throw new CommandException("ERR Unknown client type '" + call.shown(index) + "'");
    };
  }

  private static Reply kill(Invocation call) {
    if (call.size() == 3) {
      String address = call.text(2);
      if (kill(call, peer -> peer.session().remote().equals(address)) == 0) {
        throw new CommandException("ERR No such client");
      }
      return Reply.OK;
    }
    Predicate<Peer> which = peer -> true;
    boolean self = false;
    for (int i = 2; i < call.size(); i += 2) {
      if (i + 1 == call.size()) {
        throw CommandException.syntax();
      }
      if (call.lower(i).equals("skipme")) {
        self = !skips(call.lower(i + 1));
      } else {
        which = which.and(filter(call, i));
      }
    }
    boolean own = self;
    return Reply.whole(kill(call, which.and(peer -> own || peer.session() != call.session())));
  }

  private static boolean skips(String word) {
    return switch (word) {
      case "yes" -> true;
      case "no" -> false;
      default -> throw CommandException.syntax();
    };
  }

  private static Predicate<Peer> filter(Invocation call, int index) {
    String value = call.text(index + 1);
    switch (call.lower(index)) {
      case "id" -> {
        long id = number(call, index + 1, "ERR client-id should be greater than 0");
        if (id < 1) {
          throw new CommandException("ERR client-id should be greater than 0");
        }
        return peer -> peer.session().id() == id;
      }
      case "addr" -> {
        return peer -> peer.session().remote().equals(value);
      }
      case "laddr" -> {
        return peer -> peer.session().local().equals(value);
      }
      case "type" -> {
        return ofType(call, index + 1);
      }
      case "user" -> {
        Predicate<Peer> hers = peer -> peer.session().user().equals(value);
        if (!value.equals("default") && visible(call).noneMatch(hers)) {
          throw new CommandException("ERR No such user '" + call.shown(index + 1) + "'");
        }
        return hers;
      }
      default -> throw CommandException.syntax();
    }
  }

  /** The one that asks is told before it ends. */
  private static int kill(Invocation call, Predicate<Peer> which) {
    List<Peer> ended = visible(call).filter(which).toList();
    for (Peer peer : ended) {
      if (peer.session() == call.session()) {
        call.session().close();
      } else {
        peer.end();
      }
    }
    return ended.size();
  }
}
