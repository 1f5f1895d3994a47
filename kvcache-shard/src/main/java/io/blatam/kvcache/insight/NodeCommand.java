package io.blatam.kvcache.insight;

import akka.actor.typed.ActorRef;
import akka.actor.typed.receptionist.Receptionist;
import io.blatam.kvcache.engine.policy.PolicyName;
import io.blatam.kvcache.shard.EntryFilter;
import io.blatam.kvcache.shard.EntryLine;
import io.blatam.platform.serialization.CborSerializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything that a {@link NodeInsight} receives. */
sealed interface NodeCommand {

  record Describe(Inquiry inquiry, ActorRef<NodeReport> replyTo)
      implements NodeCommand, CborSerializable {}

  /** Entries behind a place in {@link EntryLine#ORDER}, from the beginning if empty. */
  record ListEntries(
      EntryFilter filter, Optional<EntryLine> after, int limit, ActorRef<Lines> replyTo)
      implements NodeCommand, CborSerializable {}

  /**
   * @param segments whose entries were looked through
   */
  record Lines(List<EntryLine> lines, Set<Integer> segments) implements CborSerializable {}

  record Clear(EntryFilter filter, ActorRef<Cleared> replyTo)
      implements NodeCommand, CborSerializable {}

  /**
   * @param segments that were cleared
   */
  record Cleared(long entries, Set<Integer> segments) implements CborSerializable {}

  /**
   * @param at when it was chosen, in milliseconds since the epoch; the latest choice holds
   */
  record Choice(PolicyName policy, long at) {}

  record Choose(Choice choice, ActorRef<Chosen> replyTo) implements NodeCommand, CborSerializable {}

  record Chosen(PolicyName policy) implements CborSerializable {}

  /** Which nodes there are. */
  record Nodes(Receptionist.Listing listing) implements NodeCommand {}

  /** Time to read the counters. */
  enum Read implements NodeCommand {
    INSTANCE
  }
}
