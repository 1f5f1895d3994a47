package io.blatam.kvcache.handover;

import akka.Done;
import akka.actor.ActorSelection;
import akka.actor.Address;
import akka.actor.CoordinatedShutdown;
import akka.actor.RootActorPath;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import akka.actor.typed.javadsl.Adapter;
import akka.actor.typed.javadsl.AskPattern;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.handover.Departures.Claim;
import io.blatam.kvcache.handover.Departures.Command;
import io.blatam.kvcache.handover.Departures.Empty;
import io.blatam.kvcache.handover.Departures.Keep;
import io.blatam.kvcache.handover.Departures.Leaving;
import io.blatam.kvcache.handover.Departures.Settle;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntConsumer;
import java.util.stream.StreamSupport;

/**
 * Finds the {@link Departures} of every node by its path. A receptionist would tell of them too,
 * but seconds later, and a segment that moves to a new node asks before that.
 */
public final class ClusterHandOver implements HandOver {

  private static final String NAME = "kv-departures";

  /** How many nodes are told of a segment that left; one would do, were it not leaving itself. */
  private static final int TOLD = 3;

  private final ActorSystem<?> system;
  private final HandOverSettings settings;
  private final Optional<String> role;
  private final ActorRef<Command> departures;

  private ClusterHandOver(
      ActorSystem<?> system,
      HandOverSettings settings,
      Optional<String> role,
      ActorRef<Command> departures) {
    this.system = system;
    this.settings = settings;
    this.role = role;
    this.departures = departures;
  }

  /**
   * Once an actor system. From then on an orderly stop waits until what left has been fetched.
   *
   * @param role whose nodes hold segments; empty: all
   * @param wake brings a segment to life, wherever its place is now
   */
  public static HandOver start(
      ActorSystem<?> system, HandOverSettings settings, Optional<String> role, IntConsumer wake) {
    ActorRef<Command> departures =
        system.systemActorOf(
            Departures.create(
                settings,
                Clock.systemUTC(),
                wake,
                () -> !others(system, role, MemberStatus.up()).isEmpty()),
            NAME,
            Props.empty());
    ClusterHandOver handOver = new ClusterHandOver(system, settings, role, departures);
    CoordinatedShutdown shutdown = CoordinatedShutdown.get(system);
    shutdown.addTask(
        CoordinatedShutdown.PhaseBeforeClusterShutdown(), NAME + "-leaving", handOver::leaving);
    // Sharding has moved every segment by then, and this node can still be reached.
    shutdown.addTask(CoordinatedShutdown.PhaseClusterLeave(), NAME + "-fetched", handOver::fetched);
    return handOver;
  }

  @Override
  public void leave(int segment, List<CacheEntry> hottestFirst) {
    List<Address> others = others(system, role, MemberStatus.up());
    if (others.isEmpty() || hottestFirst.isEmpty()) {
      return;
    }
    departures.tell(new Keep(segment, hottestFirst));
    others.stream()
        .limit(TOLD)
        .forEach(
            address ->
                selection(address).tell(new Settle(segment), akka.actor.ActorRef.noSender()));
  }

  @Override
  public int arrive(int segment, ActorRef<Delivery> claimant) {
    Claim claim = new Claim(segment, claimant);
    departures.tell(claim);
    List<Address> others =
        others(system, role, MemberStatus.up(), MemberStatus.leaving(), MemberStatus.exiting());
    for (Address address : others) {
      selection(address)
          .resolveOne(settings.timeout())
          .whenCompleteAsync(
              (found, failure) -> {
                if (failure == null) {
                  Adapter.<Command>toTyped(found).tell(claim);
                } else {
                  claimant.tell(new Delivery(true, List.of(), departures));
                }
              },
              system.executionContext());
    }
    return 1 + others.size();
  }

  @Override
  public void more(int segment, Delivery delivery, ActorRef<Delivery> claimant) {
    delivery.from().tell(new Claim(segment, claimant));
  }

  private CompletionStage<Done> leaving() {
    departures.tell(Leaving.INSTANCE);
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  private CompletionStage<Done> fetched() {
    return AskPattern.<Command, Done>ask(
            departures, Empty::new, settings.stopTimeout(), system.scheduler())
        .exceptionally(
            failure -> {
              system.log().warn("what left this node was not fetched in time; it is recomputed");
              return Done.getInstance();
            });
  }

  private ActorSelection selection(Address address) {
    return Adapter.toClassic(system)
        .actorSelection(new RootActorPath(address, "/").child("system").child(NAME));
  }

  /** Where else segments are or can be, as far as is known and can be reached. */
  private static List<Address> others(
      ActorSystem<?> system, Optional<String> role, MemberStatus... statuses) {
    Cluster cluster = Cluster.get(system);
    Set<Member> unreachable = cluster.state().getUnreachable();
    List<MemberStatus> wanted = List.of(statuses);
    List<Address> addresses = new ArrayList<>();
    StreamSupport.stream(cluster.state().getMembers().spliterator(), false)
        .filter(member -> wanted.contains(member.status()))
        .filter(member -> !unreachable.contains(member))
        .filter(member -> role.map(member::hasRole).orElse(true))
        .map(Member::address)
        .filter(address -> !address.equals(cluster.selfMember().address()))
        .forEach(addresses::add);
    return addresses;
  }
}
