package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Reply;
import java.util.List;

/** What one connection listens to. */
public interface Subscriptions {

  void subscribe(String tenant, String channel, boolean pattern);

  void unsubscribe(String channel, boolean pattern);

  /** What is listened to now: channels, or patterns. */
  List<String> names(boolean pattern);

  /** Channels and patterns together; any thread may ask. */
  int count();

  /** Channels, or patterns; any thread may ask. */
  int count(boolean pattern);

  /** About what it takes to remember them, in bytes. */
  long bytes();

  void clear();

  /**
   * @param receivers how many connections of this node get it
   * @param own what this connection gets of it, before the answer
   */
  record Published(int receivers, List<Reply> own) {}

  Published publish(String tenant, String channel, byte[] message);
}
