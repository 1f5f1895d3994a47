package io.blatam.kvcache.tier;

import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.ClusterEvent.MemberEvent;
import akka.cluster.Member;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Subscribe;

/** Notices that this node is not, or no longer, alone in its cluster. */
final class OtherMembers {

  private OtherMembers() {}

  /** Calls {@code found} now if there is another member. */
  static void among(Cluster cluster, Runnable found) {
    for (Member member : cluster.state().getMembers()) {
      if (other(cluster, member)) {
        found.run();
      }
    }
  }

  /** Calls {@code found} whenever another member comes. */
  static Behavior<MemberEvent> watch(Cluster cluster, Runnable found) {
    return Behaviors.setup(
        context -> {
          cluster.subscriptions().tell(Subscribe.create(context.getSelf(), MemberEvent.class));
          return Behaviors.receiveMessage(
              event -> {
                if (other(cluster, event.member())) {
                  found.run();
                }
                return Behaviors.same();
              });
        });
  }

  private static boolean other(Cluster cluster, Member member) {
    return !member.uniqueAddress().equals(cluster.selfMember().uniqueAddress());
  }
}
