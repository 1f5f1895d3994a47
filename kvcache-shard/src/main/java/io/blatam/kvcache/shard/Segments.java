package io.blatam.kvcache.shard;

import akka.Done;
import akka.actor.CoordinatedShutdown;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.sharding.typed.ClusterShardingSettings;
import akka.cluster.sharding.typed.ShardingMessageExtractor;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityTypeKey;
import io.blatam.kvcache.handover.ClusterHandOver;
import io.blatam.kvcache.handover.HandOver;
import io.blatam.kvcache.handover.HandOverSettings;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.writes.NamespaceWrites;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the actor that owns a segment: anywhere in the cluster, or, in a system that is not
 * clustered, here.
 */
public interface Segments {

  void tell(SegmentCommand.Operations operations);

  static Segments of(ActorSystem<?> system, KvCacheSettings settings, NamespaceWrites writes) {
    boolean clustered =
        system.settings().config().getString("akka.actor.provider").contains("cluster");
    return clustered ? sharded(system, settings, writes) : local(system, settings, writes);
  }

  private static Segments sharded(
      ActorSystem<?> system, KvCacheSettings settings, NamespaceWrites writes) {
    HandOverSettings handOverSettings = HandOverSettings.from(system.settings().config());
    CompletableFuture<ActorRef<SegmentCommand>> region = new CompletableFuture<>();
    HandOver handOver =
        handOverSettings.enabled()
            ? ClusterHandOver.start(
                system,
                handOverSettings,
                settings.role(),
                segment -> region.thenAccept(it -> it.tell(new SegmentCommand.Wake(segment))))
            : HandOver.NONE;
    Entity<SegmentCommand, SegmentCommand> entity =
        Entity.of(
                EntityTypeKey.create(SegmentCommand.class, "kv-segment"),
                context ->
                    SegmentActor.create(
                        Integer.parseInt(context.getEntityId()),
                        settings,
                        writes,
                        handOverSettings,
                        handOver,
                        Clock.systemUTC()))
            .withMessageExtractor(new SegmentExtractor())
            .withStopMessage(SegmentCommand.Depart.INSTANCE)
            .withSettings(sharding(system, settings, handOverSettings));
    system.systemActorOf(Undelivered.create(), "kv-undelivered", Props.empty());
    region.complete(
        ClusterSharding.get(system).init(settings.role().map(entity::withRole).orElse(entity)));
    return region.join()::tell;
  }

  private static ClusterShardingSettings sharding(
      ActorSystem<?> system, KvCacheSettings settings, HandOverSettings handOver) {
    // Entries are worth keeping however long nobody asks, so segments are never passivated.
    ClusterShardingSettings sharding =
        ClusterShardingSettings.create(system).withNoPassivationStrategy();
    return sharding.withTuningParameters(
        sharding
            .tuningParameters()
            .withRebalanceInterval(handOver.rebalanceInterval())
            .withLeastShardAllocationAbsoluteLimit(settings.segments())
            .withLeastShardAllocationRelativeLimit(handOver.rebalanceShare()));
  }

  private static Segments local(
      ActorSystem<?> system, KvCacheSettings settings, NamespaceWrites writes) {
    ActorRef<SegmentCommand.Operations> parent =
        system.systemActorOf(
            localSegments(settings, writes, HandOverSettings.from(system.settings().config())),
            "kv-segments",
            Props.empty());
    // In a cluster a segment that departs flushes itself; here nobody tells it to.
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
            "flush-kv-cache",
            () ->
                LocalCells.of(system)
                    .flush(Clock.systemUTC().millis())
                    .thenApply(flushed -> Done.getInstance()));
    return parent::tell;
  }

  private static Behavior<SegmentCommand.Operations> localSegments(
      KvCacheSettings settings, NamespaceWrites writes, HandOverSettings handOver) {
    return Behaviors.setup(
        context -> {
          Map<Integer, ActorRef<SegmentCommand>> segments = new HashMap<>();
          return Behaviors.receiveMessage(
              operations -> {
                segments
                    .computeIfAbsent(
                        operations.segment(),
                        number ->
                            context.spawn(
                                SegmentActor.create(
                                    number,
                                    settings,
                                    writes,
                                    handOver,
                                    HandOver.NONE,
                                    Clock.systemUTC()),
                                "segment-" + number))
                    .tell(operations);
                return Behaviors.same();
              });
        });
  }

  /** One segment a shard: a segment is what moves when nodes come and go. */
  final class SegmentExtractor extends ShardingMessageExtractor<SegmentCommand, SegmentCommand> {

    @Override
    public String entityId(SegmentCommand message) {
      if (message instanceof SegmentCommand.Operations operations) {
        return Integer.toString(operations.segment());
      }
      return message instanceof SegmentCommand.Wake wake ? Integer.toString(wake.segment()) : "";
    }

    @Override
    public String shardId(String entityId) {
      return entityId;
    }

    @Override
    public SegmentCommand unwrapMessage(SegmentCommand message) {
      return message;
    }
  }
}
