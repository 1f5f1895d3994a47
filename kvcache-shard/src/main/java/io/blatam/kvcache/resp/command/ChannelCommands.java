package io.blatam.kvcache.resp.command;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.resp.wire.Reply;
import java.util.ArrayList;
import java.util.List;

/** PUBLISH and SUBSCRIBE. */
final class ChannelCommands {

  private static final List<String> FLAGS = List.of("pubsub", "noscript", "loading", "stale");

  private ChannelCommands() {}

  static void addTo(CommandTable.Builder table) {
    table.group("pubsub");
    table.keyless(
        "publish",
        3,
        List.of("pubsub", "loading", "stale", "fast"),
        "Tells all who listen",
        ChannelCommands::publish);
    table.keyless("subscribe", -2, FLAGS, "Listens", call -> subscribe(call, false));
    table.keyless("psubscribe", -2, FLAGS, "Listens to a pattern", call -> subscribe(call, true));
    table.keyless("unsubscribe", -1, FLAGS, "Listens no more", call -> unsubscribe(call, false));
    table.keyless(
        "punsubscribe", -1, FLAGS, "Listens no more to a pattern", call -> unsubscribe(call, true));
    addAboutOthers(table);
  }

  /** What others listen to at this node: no node knows the other nodes' listeners. */
  private static void addAboutOthers(CommandTable.Builder table) {
    List<String> flags = List.of("pubsub", "loading", "stale");
    table.container("pubsub", "What is listened to at this node");
    table.within("pubsub", "channels", -2, flags, "Channels", ChannelCommands::channels);
    table.within("pubsub", "numsub", -2, flags, "Who listens", ChannelCommands::listeners);
    table.within(
        "pubsub",
        "numpat",
        2,
        flags,
        "How many patterns",
        call -> Step.done(Reply.whole(call.server().channels().patterns(tenant(call)))));
  }

  private static Step channels(Invocation call) {
    if (call.size() > 3) {
      throw new CommandException(
          "ERR unknown subcommand or wrong number of arguments for '"
              + call.shown(1)
              + "'. Try PUBSUB HELP.");
    }
    GlobPattern pattern = new GlobPattern(call.size() == 3 ? call.text(2) : "*");
    return Step.done(
        new Reply.Many(
            call.server().channels().names(tenant(call)).stream()
                .filter(pattern::matches)
                .<Reply>map(name -> new Reply.Bulk(name.getBytes(ISO_8859_1)))
                .toList()));
  }

  private static Step listeners(Invocation call) {
    List<Reply> counts = new ArrayList<>();
    for (int i = 2; i < call.size(); i++) {
      counts.add(new Reply.Bulk(call.bytes(i)));
      counts.add(Reply.whole(call.server().channels().listeners(tenant(call), call.text(i))));
    }
    return Step.done(new Reply.Many(counts));
  }

  private static Step publish(Invocation call) {
    Subscriptions.Published published =
        call.session().subscriptions().publish(tenant(call), call.text(1), call.bytes(2));
    Reply receivers = Reply.whole(published.receivers());
    if (published.own().isEmpty()) {
      return Step.done(receivers);
    }
    List<Reply> replies = new ArrayList<>(published.own());
    replies.add(receivers);
    return Step.done(new Reply.Sequence(replies));
  }

  private static Step subscribe(Invocation call, boolean pattern) {
    Subscriptions subscriptions = call.session().subscriptions();
    List<Reply> confirmations = new ArrayList<>();
    for (int i = 1; i < call.size(); i++) {
      subscriptions.subscribe(tenant(call), call.text(i), pattern);
      confirmations.add(
          confirmation(
              pattern ? "psubscribe" : "subscribe",
              new Reply.Bulk(call.bytes(i)),
              subscriptions.count()));
    }
    return Step.done(new Reply.Sequence(confirmations));
  }

  private static Step unsubscribe(Invocation call, boolean pattern) {
    Subscriptions subscriptions = call.session().subscriptions();
    String word = pattern ? "punsubscribe" : "unsubscribe";
    List<String> names = new ArrayList<>();
    for (int i = 1; i < call.size(); i++) {
      names.add(call.text(i));
    }
    if (names.isEmpty()) {
      names.addAll(subscriptions.names(pattern));
    }
    if (names.isEmpty()) {
      return Step.done(confirmation(word, Reply.NIL, subscriptions.count()));
    }
    List<Reply> confirmations = new ArrayList<>();
    for (String name : names) {
      subscriptions.unsubscribe(name, pattern);
      Reply shown = new Reply.Bulk(name.getBytes(ISO_8859_1));
      confirmations.add(confirmation(word, shown, subscriptions.count()));
    }
    return Step.done(new Reply.Sequence(confirmations));
  }

  private static Reply confirmation(String word, Reply name, int count) {
    return new Reply.Push(List.of(Reply.bulk(word), name, new Reply.Whole(count)));
  }

  private static String tenant(Invocation call) {
    return call.session().tenant().orElseThrow();
  }
}
