package io.blatam.kvcache.resp.command;

import java.util.List;

/** What a tenant's clients listen to at this node. Thread-safe. */
public interface Channels {

  List<String> names(String tenant);

  /** How many connections listen to a channel by its name. */
  int listeners(String tenant, String channel);

  /** How many patterns somebody listens to. */
  int patterns(String tenant);
}
