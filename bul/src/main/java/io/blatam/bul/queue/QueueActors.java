package io.blatam.bul.queue;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Props;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import akka.cluster.sharding.typed.javadsl.Entity;
import akka.cluster.sharding.typed.javadsl.EntityRef;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.ClusterSingleton;
import akka.cluster.typed.ClusterSingletonSettings;
import akka.cluster.typed.SingletonActor;
import io.blatam.bul.production.Production;
import io.blatam.bul.store.JobTable;
import io.blatam.bul.store.LaneTable;
import io.blatam.bul.store.QueueTable;
import io.blatam.platform.Platform;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** Starts the actors of the queue on this node, and knows their addresses. */
final class QueueActors {

  private final Platform platform;
  private final Production production;
  private final QueueSettings settings;
  private final JobTable jobs;
  private final ClusterSharding sharding;
  private final ActorRef<DispatchCommand> coordinator;

  private QueueActors(
      Platform platform,
      Production production,
      QueueSettings settings,
      JobTable jobs,
      QueueTable queues) {
    this.platform = platform;
    this.production = production;
    this.settings = settings;
    this.jobs = jobs;
    this.sharding = ClusterSharding.get(platform.system());
    this.coordinator = coordinator(platform, settings, queues);
  }

  static QueueActors start(
      Platform platform,
      Production production,
      QueueSettings settings,
      JobTable jobs,
      QueueTable queues,
      Places places) {
    QueueActors actors = new QueueActors(platform, production, settings, jobs, queues);
    actors.startEntities(queues, places);
    if (settings.role().map(role -> hasRole(platform, role)).orElse(true)) {
      actors.startWorkers("bul-workers");
    }
    actors.startAwakener(queues);
    return actors;
  }

  EntityRef<JobCommand> job(String jobId) {
    return sharding.entityRefFor(JobEntity.KEY, jobId);
  }

  EntityRef<QueueCommand> queue(String tenant) {
    return sharding.entityRefFor(TenantQueue.KEY, tenant);
  }

  private void tellJob(String jobId, JobCommand command) {
    job(jobId).tell(command);
  }

  private void tellQueue(String tenant, QueueCommand command) {
    queue(tenant).tell(command);
  }

  ActorRef<DispatchCommand> coordinator() {
    return coordinator;
  }

  private static ActorRef<DispatchCommand> coordinator(
      Platform platform, QueueSettings settings, QueueTable queues) {
    Coordinator.Cluster cluster =
        new Coordinator.Cluster() {
          @Override
          public Set<String> nodes() {
            return members(platform, settings.role());
          }

          @Override
          public CompletionStage<Boolean> paused() {
            return queues.pause().thenApply(Optional::isPresent);
          }
        };
    return ClusterSingleton.get(platform.system())
        .init(
            SingletonActor.of(
                    Coordinator.create(settings, cluster, platform.clock()), "bul-coordinator")
                .withSettings(where(platform, settings)));
  }

  private void startEntities(QueueTable queues, Places places) {
    JobSurroundings aroundJobs =
        new JobSurroundings(
            this::tellQueue,
            new TableListing(platform, jobs, places, this::tellQueue),
            settings,
            platform.clock(),
            () -> ThreadLocalRandom.current().nextDouble());
    QueueSurroundings aroundQueues =
        new QueueSurroundings(
            queues,
            new LaneTable(platform.database()),
            coordinator,
            this::tellJob,
            this::knows,
            settings,
            platform.clock());
    var each = Entity.of(JobEntity.KEY, entity -> JobEntity.create(entity, aroundJobs));
    var lines = Entity.of(TenantQueue.KEY, entity -> TenantQueue.create(entity, aroundQueues));
    sharding.init(settings.role().map(each::withRole).orElse(each));
    sharding.init(settings.role().map(lines::withRole).orElse(lines));
  }

  /** Workers of this node, under a name of their own. */
  void startWorkers(String name) {
    Workers.Surroundings around =
        new Workers.Surroundings(
            node(Cluster.get(platform.system()).selfMember()),
            new Steps(production, platform.clock()),
            jobs::find,
            this::tellJob,
            this::tellQueue,
            coordinator,
            () -> !Cluster.get(platform.system()).state().getUnreachable().isEmpty(),
            platform.database().reserve()::touched,
            platform.clock(),
            settings);
    platform.system().systemActorOf(Workers.create(around), name, Props.empty());
  }

  private void startAwakener(QueueTable queues) {
    ClusterSingleton.get(platform.system())
        .init(
            SingletonActor.of(
                    Awakener.create(
                        queues,
                        tenant -> tellQueue(tenant, new QueueCommand.Wake()),
                        settings.awaken()),
                    "bul-awakener")
                .withSettings(where(platform, settings)));
  }

  private static ClusterSingletonSettings where(Platform platform, QueueSettings settings) {
    ClusterSingletonSettings where = ClusterSingletonSettings.create(platform.system());
    return settings.role().map(where::withRole).orElse(where);
  }

  private static boolean hasRole(Platform platform, String role) {
    return Cluster.get(platform.system()).selfMember().hasRole(role);
  }

  /** An incarnation of a node: after a restart it has the same address and another name. */
  private static String node(Member member) {
    return member.address().hostPort() + "#" + member.uniqueAddress().longUid();
  }

  /** Whether a node is part of the cluster, in whatever state. */
  private boolean knows(String node) {
    for (Member member : Cluster.get(platform.system()).state().getMembers()) {
      if (node(member).equals(node)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> members(Platform platform, Optional<String> role) {
    Set<String> nodes = new HashSet<>();
    Cluster.get(platform.system())
        .state()
        .getMembers()
        .forEach(
            member -> {
              boolean has = role.map(member::hasRole).orElse(true);
              if (has && member.status() == MemberStatus.up()) {
                nodes.add(node(member));
              }
            });
    return nodes;
  }
}
