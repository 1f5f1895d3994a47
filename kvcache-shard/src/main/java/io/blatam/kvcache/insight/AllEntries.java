package io.blatam.kvcache.insight;

import io.blatam.kvcache.shard.EntryFilter;
import io.blatam.kvcache.shard.EntryLine;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The entries of all segments, listed and removed. A segment comes up with the first call to it,
 * and its files hold entries before that: so those that no node speaks for are called, and the
 * nodes asked again. What is still missing then is counted. Thread-safe.
 */
public final class AllEntries {

  private final ClusterInsight insight;
  private final int segments;
  private final Function<Set<Integer>, CompletionStage<Void>> awaken;
  private final Executor executor;

  /**
   * @param segments how many there are, numbered from zero
   * @param awaken calls segments; completes when each has answered, or has not in time
   */
  public AllEntries(
      ClusterInsight insight,
      int segments,
      Function<Set<Integer>, CompletionStage<Void>> awaken,
      Executor executor) {
    this.insight = insight;
    this.segments = segments;
    this.awaken = awaken;
    this.executor = executor;
  }

  /**
   * @param silentSegments how many, at or behind the place from which on it was listed, nobody
   *     spoke for: their entries are missing
   */
  public record Listed(List<EntryLine> lines, int silentSegments) {}

  /** Entries behind a place in {@link EntryLine#ORDER}, from the beginning if empty. */
  public CompletionStage<Listed> list(EntryFilter filter, Optional<EntryLine> after, int limit) {
    int from = after.map(EntryLine::segment).orElse(0);
    return answers(() -> insight.entries(filter, after, limit), NodeCommand.Lines::segments, from)
        .thenApplyAsync(
            answers -> {
              List<NodeCommand.Lines> last = answers.last();
              return new Listed(
                  last.stream()
                      .flatMap(answer -> answer.lines().stream())
                      .sorted(EntryLine.ORDER)
                      .limit(limit)
                      .toList(),
                  missing(last, NodeCommand.Lines::segments, from).size());
            },
            executor);
  }

  /**
   * @param nodes who cleared
   * @param silent nodes that did not answer, whose part may be left
   * @param silentSegments how many nobody spoke for: their part may be left
   */
  public record Cleared(long entries, int nodes, int silent, int silentSegments) {}

  /** Removes what fits. */
  public CompletionStage<Cleared> clear(EntryFilter filter) {
    return answers(() -> insight.clear(filter), NodeCommand.Cleared::segments, 0)
        .thenApplyAsync(
            answers -> {
              List<NodeCommand.Cleared> last = answers.last();
              return new Cleared(
                  answers.rounds().stream()
                      .flatMap(List::stream)
                      .flatMap(Optional::stream)
                      .mapToLong(NodeCommand.Cleared::entries)
                      .sum(),
                  last.size(),
                  answers.asked() - last.size(),
                  missing(last, NodeCommand.Cleared::segments, 0).size());
            },
            executor);
  }

  /**
   * @param rounds what the nodes said when they were asked, once or twice
   */
  private record Answers<T>(List<List<Optional<T>>> rounds) {

    List<T> last() {
      return rounds.get(rounds.size() - 1).stream().flatMap(Optional::stream).toList();
    }

    int asked() {
      return rounds.get(rounds.size() - 1).size();
    }
  }

  private <T> CompletionStage<Answers<T>> answers(
      Supplier<CompletionStage<List<Optional<T>>>> ask,
      Function<T, Set<Integer>> spokenFor,
      int from) {
    return ask.get()
        .thenComposeAsync(
            first -> {
              Set<Integer> missing =
                  missing(first.stream().flatMap(Optional::stream).toList(), spokenFor, from);
              return missing.isEmpty()
                  ? CompletableFuture.completedFuture(new Answers<>(List.of(first)))
                  : awaken
                      .apply(missing)
                      .thenComposeAsync(called -> ask.get(), executor)
                      .thenApplyAsync(second -> new Answers<>(List.of(first, second)), executor);
            },
            executor);
  }

  private <T> Set<Integer> missing(
      Collection<T> answers, Function<T, Set<Integer>> spokenFor, int from) {
    Set<Integer> missing =
        IntStream.range(from, segments).boxed().collect(Collectors.toCollection(HashSet::new));
    answers.forEach(answer -> missing.removeAll(spokenFor.apply(answer)));
    return missing;
  }
}
