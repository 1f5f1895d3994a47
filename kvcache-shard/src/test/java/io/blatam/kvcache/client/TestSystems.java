package io.blatam.kvcache.client;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.Bootstrap;

/** Actor systems as small as the cache can live in. */
final class TestSystems {

  private TestSystems() {}

  /** One that is not clustered: its segments are plain local actors. */
  static ActorSystem<Void> local(String settings) {
    return ActorSystem.create(
        Behaviors.empty(), "kv-local", config(settings + "\nakka.actor.provider = local"));
  }

  /** A member of a cluster; the first one founds it, further ones are given the first. */
  static ActorSystem<Void> founder() {
    ActorSystem<Void> system = member();
    Cluster cluster = Cluster.get(system);
    cluster.manager().tell(Join.create(cluster.selfMember().address()));
    return system;
  }

  static ActorSystem<Void> joining(ActorSystem<Void> founder) {
    ActorSystem<Void> system = member();
    Cluster.get(system).manager().tell(Join.create(Cluster.get(founder).selfMember().address()));
    return system;
  }

  private static ActorSystem<Void> member() {
    return ActorSystem.create(
        Behaviors.empty(),
        "kv-cluster",
        config(
            """
            akka.actor.provider = cluster
            akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
            akka.cluster.jmx.multi-mbeans-in-same-jvm = on
            akka.cluster.min-nr-of-members = 1
            """));
  }

  private static Config config(String settings) {
    return Bootstrap.configuration(
        ConfigFactory.parseString(
            settings
                + """

                akka.coordinated-shutdown.exit-jvm = off
                akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                """));
  }
}
