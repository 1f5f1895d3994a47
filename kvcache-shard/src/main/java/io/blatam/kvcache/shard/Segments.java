package io.blatam.kvcache.shard;

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
import io.blatam.kvcache.settings.KvCacheSettings;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/**
 * Finds the actor that owns a segment: anywhere in the cluster, or, in a system that is not
 * clustered, here.
 */
public interface Segments {

  void tell(SegmentCommand.Operations operations);

  static Segments of(ActorSystem<?> system, KvCacheSettings settings) {
    boolean clustered =
        system.settings().config().getString("akka.actor.provider").contains("cluster");
    return clustered ? sharded(system, settings) : local(system, settings);
  }

  private static Segments sharded(ActorSystem<?> system, KvCacheSettings settings) {
    // Entries are worth keeping however long nobody asks, so segments are never passivated.
    ClusterShardingSettings sharding =
        ClusterShardingSettings.create(system).withNoPassivationStrategy();
    Entity<SegmentCommand, SegmentCommand> entity =
        Entity.of(
                EntityTypeKey.create(SegmentCommand.class, "kv-segment"),
                context ->
                    SegmentActor.create(
                        Integer.parseInt(context.getEntityId()), settings, Clock.systemUTC()))
            .withMessageExtractor(new SegmentExtractor())
            .withSettings(sharding);
    ActorRef<SegmentCommand> region =
        ClusterSharding.get(system).init(settings.role().map(entity::withRole).orElse(entity));
    return region::tell;
  }

  private static Segments local(ActorSystem<?> system, KvCacheSettings settings) {
    ActorRef<SegmentCommand.Operations> parent =
        system.systemActorOf(localSegments(settings), "kv-segments", Props.empty());
    return parent::tell;
  }

  private static Behavior<SegmentCommand.Operations> localSegments(KvCacheSettings settings) {
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
                                SegmentActor.create(number, settings, Clock.systemUTC()),
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
      return message instanceof SegmentCommand.Operations operations
          ? Integer.toString(operations.segment())
          : "";
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
