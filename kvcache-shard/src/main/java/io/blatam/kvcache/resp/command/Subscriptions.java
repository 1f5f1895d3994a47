package io.blatam.kvcache.resp.command;

import java.util.List;

/** What one connection listens to. */
public interface Subscriptions {

  void subscribe(String tenant, String channel, boolean pattern);

  void unsubscribe(String channel, boolean pattern);

  /** What is listened to now: channels, or patterns. */
  List<String> names(boolean pattern);

  /** Channels and patterns together. */
  int count();

  /** About what it takes to remember them, in bytes. */
  long bytes();

  void clear();

  /**
   * @return how many connections of this node get it
   */
  int publish(String tenant, String channel, byte[] message);
}
