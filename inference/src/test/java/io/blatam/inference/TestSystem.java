package io.blatam.inference;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.blatam.platform.Bootstrap;

/** An actor system that is not clustered: the cache's segments are local actors. */
public final class TestSystem {

  private TestSystem() {}

  public static ActorSystem<Void> start(String settings) {
    return ActorSystem.create(
        Behaviors.empty(),
        "inference-test",
        Bootstrap.configuration(
            ConfigFactory.parseString(
                """
                akka.actor.provider = local
                akka.coordinated-shutdown.exit-jvm = off
                akka.coordinated-shutdown.run-by-jvm-shutdown-hook = off
                blatam.inference.embedding.warm-up = off
                """
                    + settings)));
  }
}
