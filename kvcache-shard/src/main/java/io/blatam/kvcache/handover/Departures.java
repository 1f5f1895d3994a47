package io.blatam.kvcache.handover;

import akka.Done;
import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AbstractBehavior;
import akka.actor.typed.javadsl.ActorContext;
import akka.actor.typed.javadsl.Behaviors;
import akka.actor.typed.javadsl.Receive;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.platform.serialization.CborSerializable;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * One a node: keeps what segments held that have left it, until their new owners have fetched it or
 * too much time has passed.
 *
 * <p>Contents belong to the first who claims them. That one serves, and changes, the segment from
 * then on, so if another one comes after it, what is kept here may be out of date and is dropped.
 */
public final class Departures extends AbstractBehavior<Departures.Command> {

  public sealed interface Command {}

  /** A segment leaves this node; {@code hottestFirst} is what it held. */
  record Keep(int segment, List<CacheEntry> hottestFirst) implements Command {}

  /** A segment's new owner asks for its contents, or for more of them. */
  record Claim(int segment, ActorRef<Delivery> claimant) implements Command, CborSerializable {}

  /** A segment has left its node: see that it comes to life on another. */
  record Settle(int segment) implements Command, CborSerializable {}

  /** This node begins to stop: segments should not settle here any more. */
  enum Leaving implements Command {
    INSTANCE
  }

  /** Answers when nothing is kept any more, or nobody is left who would fetch it. */
  record Empty(ActorRef<Done> replyTo) implements Command {}

  enum Tick implements Command {
    INSTANCE
  }

  private static final Duration TICK = Duration.ofMillis(200);

  private static final class Kept {
    final Shipment shipment;
    final long until;
    Optional<ActorRef<Delivery>> claimant = Optional.empty();

    Kept(Shipment shipment, long until) {
      this.shipment = shipment;
      this.until = until;
    }
  }

  private final HandOverSettings settings;
  private final Clock clock;
  private final IntConsumer wake;
  private final BooleanSupplier takers;
  private final Map<Integer, Kept> kept = new HashMap<>();
  private final List<ActorRef<Done>> waiting = new ArrayList<>();
  private boolean leaving;

  /**
   * @param wake brings a segment to life, wherever its place is now
   * @param takers whether there is a node that segments could go to
   */
  static Behavior<Command> create(
      HandOverSettings settings, Clock clock, IntConsumer wake, BooleanSupplier takers) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> {
                  timers.startTimerWithFixedDelay(Tick.INSTANCE, TICK);
                  return new Departures(settings, clock, wake, takers, context);
                }));
  }

  private Departures(
      HandOverSettings settings,
      Clock clock,
      IntConsumer wake,
      BooleanSupplier takers,
      ActorContext<Command> context) {
    super(context);
    this.settings = settings;
    this.clock = clock;
    this.wake = wake;
    this.takers = takers;
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(Keep.class, this::onKeep)
        .onMessage(Claim.class, this::onClaim)
        .onMessage(Settle.class, this::onSettle)
        .onMessageEquals(Leaving.INSTANCE, this::onLeaving)
        .onMessage(Empty.class, this::onEmpty)
        .onMessageEquals(Tick.INSTANCE, this::onTick)
        .build();
  }

  private Behavior<Command> onKeep(Keep keep) {
    long room =
        settings.maxBytes() - kept.values().stream().mapToLong(it -> it.shipment.bytes()).sum();
    Shipment shipment = new Shipment(keep.hottestFirst(), room, settings.maxMessageBytes());
    kept.put(keep.segment(), new Kept(shipment, clock.millis() + settings.keep().toMillis()));
    return this;
  }

  private Behavior<Command> onClaim(Claim claim) {
    Kept found = kept.get(claim.segment());
    boolean deliverable =
        found != null && found.claimant.map(claim.claimant()::equals).orElse(true);
    List<Parcel> parcels = deliverable ? found.shipment.next() : List.of();
    boolean last = !deliverable || found.shipment.empty();
    if (last) {
      kept.remove(claim.segment());
    } else {
      found.claimant = Optional.of(claim.claimant());
    }
    claim.claimant().tell(new Delivery(last, parcels, getContext().getSelf()));
    release();
    return this;
  }

  private Behavior<Command> onSettle(Settle settle) {
    if (!leaving) {
      wake.accept(settle.segment());
    }
    return this;
  }

  private Behavior<Command> onLeaving() {
    leaving = true;
    return this;
  }

  private Behavior<Command> onEmpty(Empty empty) {
    waiting.add(empty.replyTo());
    release();
    return this;
  }

  private Behavior<Command> onTick() {
    long now = clock.millis();
    kept.values().removeIf(it -> now >= it.until);
    release();
    return this;
  }

  private void release() {
    if (!waiting.isEmpty() && (kept.isEmpty() || !takers.getAsBoolean())) {
      waiting.forEach(it -> it.tell(Done.getInstance()));
      waiting.clear();
    }
  }
}
