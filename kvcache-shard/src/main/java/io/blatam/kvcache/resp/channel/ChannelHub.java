package io.blatam.kvcache.resp.channel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.resp.command.Channels;
import io.blatam.kvcache.resp.command.GlobPattern;
import io.blatam.kvcache.resp.command.Subscriptions.Published;
import io.blatam.kvcache.resp.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Who of this node's connections listens to what. Thread-safe. Channels belong to a tenant: nobody
 * hears another tenant's.
 */
public final class ChannelHub implements Channels {

  /** One connection. */
  public interface Listener {

    /** Does not wait until the message is written. */
    void deliver(Reply message);
  }

  /** Told of everything that is published here, to tell the other nodes. */
  public interface Relay {

    void published(String tenant, String channel, byte[] message);
  }

  /** Comparable, since whoever may listen can choose names whose hashes are equal. */
  private record Name(String tenant, String name) implements Comparable<Name> {

    @Override
    public int compareTo(Name other) {
      int byName = name.compareTo(other.name);
      return byName == 0 ? tenant.compareTo(other.tenant) : byName;
    }
  }

  private final Map<Name, Set<Listener>> channels = new ConcurrentHashMap<>();
  private final Map<Name, Set<Listener>> patterns = new ConcurrentHashMap<>();

  void subscribe(String tenant, String name, boolean pattern, Listener listener) {
    (pattern ? patterns : channels)
        .compute(
            new Name(tenant, name),
            (key, listeners) -> {
              Set<Listener> all = listeners == null ? ConcurrentHashMap.newKeySet() : listeners;
              all.add(listener);
              return all;
            });
  }

  void unsubscribe(String tenant, String name, boolean pattern, Listener listener) {
    (pattern ? patterns : channels)
        .computeIfPresent(
            new Name(tenant, name),
            (key, listeners) -> {
              listeners.remove(listener);
              return listeners.isEmpty() ? null : listeners;
            });
  }

  /** How many somebody listens to. */
  public int channels() {
    return channels.size();
  }

  public int patterns() {
    return patterns.size();
  }

  @Override
  public List<String> names(String tenant) {
    return of(tenant, channels).map(Name::name).toList();
  }

  @Override
  public int listeners(String tenant, String channel) {
    return channels.getOrDefault(new Name(tenant, channel), Set.of()).size();
  }

  @Override
  public int patterns(String tenant) {
    return (int) of(tenant, patterns).count();
  }

  private static Stream<Name> of(String tenant, Map<Name, Set<Listener>> some) {
    return some.keySet().stream().filter(name -> name.tenant().equals(tenant));
  }

  /**
   * @param self who publishes it, and is given in the result what it hears itself
   */
  Published publish(String tenant, String channel, byte[] message, Listener self) {
    List<Reply> own = new ArrayList<>();
    int receivers =
        forEach(
            tenant,
            channel,
            message,
            (listener, reply) -> {
              if (listener == self) {
                own.add(reply);
              } else {
                listener.deliver(reply);
              }
            });
    return new Published(receivers, own);
  }

  /** Something that was published on another node. */
  void deliver(String tenant, String channel, byte[] message) {
    forEach(tenant, channel, message, Listener::deliver);
  }

  private int forEach(
      String tenant, String channel, byte[] message, BiConsumer<Listener, Reply> action) {
    int receivers = 0;
    Reply name = new Reply.Bulk(channel.getBytes(ISO_8859_1));
    Reply body = new Reply.Bulk(message);
    Reply direct = new Reply.Push(List.of(Reply.bulk("message"), name, body));
    for (Listener listener : channels.getOrDefault(new Name(tenant, channel), Set.of())) {
      action.accept(listener, direct);
      receivers++;
    }
    for (var entry : patterns.entrySet()) {
      Name pattern = entry.getKey();
      if (pattern.tenant().equals(tenant) && new GlobPattern(pattern.name()).matches(channel)) {
        Reply shown = new Reply.Bulk(pattern.name().getBytes(ISO_8859_1));
        Reply matched = new Reply.Push(List.of(Reply.bulk("pmessage"), shown, name, body));
        for (Listener listener : entry.getValue()) {
          action.accept(listener, matched);
          receivers++;
        }
      }
    }
    return receivers;
  }
}
