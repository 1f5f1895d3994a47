package io.blatam.platform.event;

import akka.NotUsed;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.pubsub.Topic;
import akka.stream.OverflowStrategy;
import akka.stream.javadsl.Source;
import akka.stream.typed.javadsl.ActorSource;
import java.util.Optional;

/** Publish and subscribe across the cluster, over one typed topic. Thread-safe. */
public final class DomainEvents {

  private final ActorRef<Topic.Command<DomainEvent>> topic;

  private DomainEvents(ActorRef<Topic.Command<DomainEvent>> topic) {
    this.topic = topic;
  }

  public static DomainEvents start(ActorSystem<?> system) {
    return new DomainEvents(
        system.systemActorOf(
            Topic.create(DomainEvent.class, "blatam-domain-events"),
            "domain-events",
            Props.empty()));
  }

  /** To every subscriber on every node; to none, if nobody listens. */
  public void publish(DomainEvent event) {
    topic.tell(Topic.publish(event));
  }

  /** The subscription ends with the subscriber's life. */
  public void subscribe(ActorRef<DomainEvent> subscriber) {
    topic.tell(Topic.subscribe(subscriber));
  }

  public void unsubscribe(ActorRef<DomainEvent> subscriber) {
    topic.tell(Topic.unsubscribe(subscriber));
  }

  /**
   * Events of one type as a stream that never ends by itself. A consumer that lags by more than
   * {@code buffer} events loses the oldest: no listener may hold up those who publish.
   */
  public <E extends DomainEvent> Source<E, NotUsed> source(Class<E> type, int buffer) {
    return ActorSource.<DomainEvent>actorRef(
            event -> false, event -> Optional.empty(), buffer, OverflowStrategy.dropHead())
        .mapMaterializedValue(
            subscriber -> {
              subscribe(subscriber);
              return NotUsed.getInstance();
            })
        .filter(type::isInstance)
        .map(type::cast);
  }
}
