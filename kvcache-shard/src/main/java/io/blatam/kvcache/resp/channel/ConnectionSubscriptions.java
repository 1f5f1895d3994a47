package io.blatam.kvcache.resp.channel;

import io.blatam.kvcache.resp.command.Subscriptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One connection's subscriptions. Belongs to the connection's thread. */
public final class ConnectionSubscriptions implements Subscriptions {

  /** About what a subscription takes besides its name, here and in the hub, in bytes. */
  private static final int OVERHEAD = 300;

  private final ChannelHub hub;
  private final ChannelHub.Relay relay;
  private final ChannelHub.Listener listener;

  /** Name to the tenant that the connection was when it subscribed. */
  private final Map<String, String> channels = new LinkedHashMap<>();

  private final Map<String, String> patterns = new LinkedHashMap<>();

  /** How many those are; for other threads too. */
  private volatile int channelCount;

  private volatile int patternCount;
  private volatile long bytes;

  public ConnectionSubscriptions(
      ChannelHub hub, ChannelHub.Relay relay, ChannelHub.Listener listener) {
    this.hub = hub;
    this.relay = relay;
    this.listener = listener;
  }

  @Override
  public void subscribe(String tenant, String name, boolean pattern) {
    if (of(pattern).putIfAbsent(name, tenant) == null) {
      counted(OVERHEAD + name.length());
      hub.subscribe(tenant, name, pattern, listener);
    }
  }

  @Override
  public void unsubscribe(String name, boolean pattern) {
    String tenant = of(pattern).remove(name);
    if (tenant != null) {
      counted(-OVERHEAD - name.length());
      hub.unsubscribe(tenant, name, pattern, listener);
    }
  }

  @Override
  public List<String> names(boolean pattern) {
    return List.copyOf(of(pattern).keySet());
  }

  @Override
  public int count() {
    return channelCount + patternCount;
  }

  @Override
  public int count(boolean pattern) {
    return pattern ? patternCount : channelCount;
  }

  private void counted(int change) {
    bytes = bytes + change;
    channelCount = channels.size();
    patternCount = patterns.size();
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public void clear() {
    names(false).forEach(name -> unsubscribe(name, false));
    names(true).forEach(name -> unsubscribe(name, true));
  }

  @Override
  public Published publish(String tenant, String channel, byte[] message) {
    relay.published(tenant, channel, message);
    return hub.publish(tenant, channel, message, listener);
  }

  private Map<String, String> of(boolean pattern) {
    return pattern ? patterns : channels;
  }
}
