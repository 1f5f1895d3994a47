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
