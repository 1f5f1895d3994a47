package io.blatam.kvcache.resp.channel;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.pubsub.Topic;
import io.blatam.platform.serialization.CborSerializable;
import java.util.UUID;

/** Carries what is published on one node to those who listen on the others. Thread-safe. */
public final class ClusterRelay implements ChannelHub.Relay {

  /**
   * @param origin the relay of the node that it was published on, which has delivered it already
   */
  record Published(String origin, String tenant, String channel, byte[] message)
      implements CborSerializable {}

  private final String origin = UUID.randomUUID().toString();
  private final ActorRef<Topic.Command<Published>> topic;
  private final int maxMessageBytes;

  private ClusterRelay(ActorRef<Topic.Command<Published>> topic, int maxMessageBytes) {
    this.topic = topic;
    this.maxMessageBytes = maxMessageBytes;
  }

  /**
   * @param maxMessageBytes what fits into a message between nodes; anything larger stays on its
   *     node
   */
  public static ClusterRelay start(ActorSystem<?> system, ChannelHub hub, int maxMessageBytes) {
    ActorRef<Topic.Command<Published>> topic =
        system.systemActorOf(
            Topic.create(Published.class, "kv-cache-channels"), "kv-cache-channels", Props.empty());
    ClusterRelay relay = new ClusterRelay(topic, maxMessageBytes);
    ActorRef<Published> receiver =
        system.systemActorOf(relay.receiver(hub), "kv-cache-channels-receiver", Props.empty());
    topic.tell(Topic.subscribe(receiver));
    return relay;
  }

  private Behavior<Published> receiver(ChannelHub hub) {
    return Behaviors.receiveMessage(
        published -> {
          if (!published.origin().equals(origin)) {
            hub.deliver(published.tenant(), published.channel(), published.message());
          }
          return Behaviors.same();
        });
  }

  @Override
  public void published(String tenant, String channel, byte[] message) {
    if (message.length <= maxMessageBytes) {
      topic.tell(Topic.publish(new Published(origin, tenant, channel, message)));
    }
  }
}
