package io.blatam.kvcache.insight;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.receptionist.Receptionist;
import io.blatam.kvcache.engine.policy.PolicyName;
import io.blatam.kvcache.shard.EntryFilter;
import io.blatam.kvcache.shard.EntryLine;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Asks every node and adds up what they say. Thread-safe. */
public final class ClusterInsight {

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final ActorSystem<?> system;
  private final ActorRef<NodeCommand> here;
  private final Executor executor;

  public ClusterInsight(ActorSystem<?> system) {
    this.system = system;
    this.here = NodeInsight.on(system);
    this.executor = system.executionContext();
  }

  /** What all nodes that answer say. */
  public CompletionStage<ClusterReport> report(Inquiry inquiry) {
    return all((ActorRef<NodeReport> reply) -> new NodeCommand.Describe(inquiry, reply))
        .thenApplyAsync(answers -> ClusterReport.of(answers, inquiry.hottest()), executor);
  }

  /** Entries behind a place in {@link EntryLine#ORDER}, from the beginning if empty. */
  CompletionStage<List<Optional<NodeCommand.Lines>>> entries(
      EntryFilter filter, Optional<EntryLine> after, int limit) {
    return all(
        (ActorRef<NodeCommand.Lines> reply) ->
            new NodeCommand.ListEntries(filter, after, limit, reply));
  }

  /** Removes what fits. */
  CompletionStage<List<Optional<NodeCommand.Cleared>>> clear(EntryFilter filter) {
    return all((ActorRef<NodeCommand.Cleared> reply) -> new NodeCommand.Clear(filter, reply));
  }

  /**
   * Gives all segments another policy until the cluster is restarted as a whole.
   *
   * @return how many nodes follow; those that do not answer will when they are back
   */
  public CompletionStage<Integer> choose(PolicyName policy, long now) {
    NodeCommand.Choice choice = new NodeCommand.Choice(policy, now);
    return all((ActorRef<NodeCommand.Chosen> reply) -> new NodeCommand.Choose(choice, reply))
        .thenApplyAsync(
            answers -> (int) answers.stream().filter(Optional::isPresent).count(), executor);
  }

  private <T> CompletionStage<List<Optional<T>>> all(Function<ActorRef<T>, NodeCommand> question) {
    return AskPattern.<Receptionist.Command, Receptionist.Listing>ask(
            system.receptionist(),
            reply -> Receptionist.find(NodeInsight.KEY, reply),
            PATIENCE,
            system.scheduler())
        .thenComposeAsync(
            listing -> together(nodes(listing).stream().map(node -> one(node, question)).toList()),
            executor);
  }

  /** Those that can be reached, and this one, which the receptionist knows a moment after it. */
  private Set<ActorRef<NodeCommand>> nodes(Receptionist.Listing listing) {
    Set<ActorRef<NodeCommand>> nodes = new HashSet<>(listing.getServiceInstances(NodeInsight.KEY));
    nodes.add(here);
    return nodes;
  }

  private <T> CompletableFuture<Optional<T>> one(
      ActorRef<NodeCommand> node, Function<ActorRef<T>, NodeCommand> question) {
    return AskPattern.<NodeCommand, T>ask(node, question::apply, PATIENCE, system.scheduler())
        .handleAsync(
            (answer, failure) -> failure == null ? Optional.of(answer) : Optional.<T>empty(),
            executor)
        .toCompletableFuture();
  }

  private <T> CompletionStage<List<T>> together(List<CompletableFuture<T>> futures) {
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApplyAsync(done -> futures.stream().map(CompletableFuture::join).toList(), executor);
  }
}
