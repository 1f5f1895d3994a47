package io.blatam.kvcache.store;

import akka.actor.typed.ActorSystem;

/**
 * Makes a store of one's own. A namespace names its class in {@code
 * blatam.kvcache.namespaces.<namespace>.store}; the class has a public constructor without
 * parameters. Made once a node and shared by the namespaces that name it.
 */
public interface BackingStoreFactory {

  /**
   * @throws io.blatam.platform.StartupException when it can not work as it is configured
   */
  BackingStore create(ActorSystem<?> system);
}
