package io.blatam.kvcache.client;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.blatam.kvcache.insight.NodeInsight;

/** Makes the one {@link ClusterKvCache} of an actor system. */
public final class KvCacheExtension extends ExtensionId<KvCacheExtension.Instance> {

  private static final KvCacheExtension ID = new KvCacheExtension();

  /** Akka wants an extension to say that it is one; the cache itself need not know. */
  public record Instance(ClusterKvCache cache) implements Extension {}

  private KvCacheExtension() {}

  public static ClusterKvCache of(ActorSystem<?> system) {
    return ID.apply(system).cache();
  }

  @Override
  public Instance createExtension(ActorSystem<?> system) {
    WholeConfiguration.require(system.settings().config(), Runtime.getRuntime().maxMemory());
    NodeInsight.on(system);
    return new Instance(ClusterKvCache.start(system));
  }
}
