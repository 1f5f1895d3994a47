package io.blatam.kvcache.handover;

import akka.actor.typed.ActorRef;
import io.blatam.kvcache.engine.CacheEntry;
import java.util.List;

/** A segment's way to the nodes that it comes from and goes to. Thread-safe. */
public interface HandOver {

  /** The segment leaves this node; its new owner will ask for what it held. */
  void leave(int segment, List<CacheEntry> hottestFirst);

  /**
   * The segment has come to this node: asks every node for what it holds of it.
   *
   * @param claimant gets one {@link Delivery} from each node, and for each that is not its last,
   *     one more for every {@link #more}
   * @return how many nodes were asked
   */
  int arrive(int segment, ActorRef<Delivery> claimant);

  /** Asks the node that sent {@code delivery} for what comes after it. */
  void more(int segment, Delivery delivery, ActorRef<Delivery> claimant);

  /** Contents stay where they are, and are lost with their segment. */
  HandOver NONE =
      new HandOver() {
        @Override
        public void leave(int segment, List<CacheEntry> hottestFirst) {}

        @Override
        public int arrive(int segment, ActorRef<Delivery> claimant) {
          return 0;
        }

        @Override
        public void more(int segment, Delivery delivery, ActorRef<Delivery> claimant) {}
      };
}
