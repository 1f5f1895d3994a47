package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.resp.command.CommandException;
import io.blatam.kvcache.resp.command.Step;
import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Effect;
import io.blatam.kvcache.shard.Operation;
import io.blatam.kvcache.shard.Page;
import io.blatam.kvcache.shard.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * Carries out steps by messages, wherever their keys live. Of one command only so many keys, and so
 * many bytes to write, are on their way at a time, however many it names. Thread-safe.
 */
final class RemoteSteps {

  /** Keys of one command that are on their way at a time. */
  private static final int MOST_UNDER_WAY = 256;

  /** Bytes that one command writes at a time, and one value. */
  private static final long BYTES_UNDER_WAY = 4L << 20;

  /** As Redis says it of a cluster. Nothing has been looked at or written. */
  private static final Reply NOT_IN_ONE_STEP =
      Reply.error("CROSSSLOT Keys in request don't hash to the same slot");

  private final ClusterKvCache cache;
  private final boolean[] waits;
  private final long maxReplyBytes;

  /**
   * @param waits by database, whether its calls may have to wait for a store or for copies
   * @param maxReplyBytes what the values of one reply may take together
   */
  RemoteSteps(ClusterKvCache cache, boolean[] waits, long maxReplyBytes) {
    this.cache = cache;
    this.waits = waits;
    this.maxReplyBytes = maxReplyBytes;
  }

  /**
   * Whether all of the step is under way as soon as it has begun. Where it is not, what the same
   * client sends next has to wait: it might overtake the rest.
   */
  static boolean leavesAtOnce(Step step) {
    return step instanceof Step.One
        || step instanceof Step.Everywhere
        || (step instanceof Step.Several several
            && end(several.changes(), 0) == several.changes().size());
  }

  /**
   * @param executor where it goes on that had to wait; the connection's own thread
   */
  CompletionStage<Step> next(Step step, Keyspace.Place place, Executor executor) {
    if (step instanceof Step.One one) {
      return update(new Step.Change(one.key(), one.edit()), place)
          .thenApplyAsync(effect -> Step.done(one.reply().apply(effect)), executor);
    } else if (step instanceof Step.First first) {
      return update(first.change(), place).thenApplyAsync(first.then(), executor);
    } else if (step instanceof Step.Several several) {
      return updates(several.changes(), place, executor).thenApplyAsync(several.then(), executor);
    } else if (step instanceof Step.IfNone none) {
      return ifNone(none, place, executor);
    } else if (step instanceof Step.Within within) {
      return survey(within.segment(), place, within.database(), within.scan())
          .thenApplyAsync(within.then(), executor);
    } else if (step instanceof Step.Everywhere every) {
      return everywhere(place, every.database(), every.scan())
          .thenApplyAsync(every.then(), executor);
    }
    throw new IllegalArgumentException("no such step: " + step.getClass());
  }

  /** Asks all segments. */
  CompletionStage<List<Page>> everywhere(Keyspace.Place place, int database, Scan scan) {
    return all(
        IntStream.range(0, cache.segments())
            .mapToObj(segment -> survey(segment, place, database, scan))
            .toList());
  }

  private CompletionStage<Page> survey(int segment, Keyspace.Place place, int database, Scan scan) {
    return cache.everySegment().survey(segment, place.tenant(), Keyspace.namespace(database), scan);
  }

  private CompletionStage<Effect> update(Step.Change change, Keyspace.Place place) {
    CacheKey key = place.key(change.key());
    return cache.update(key, change.edit());
  }

  private CompletionStage<List<Effect>> updates(
      List<Step.Change> changes, Keyspace.Place place, Executor executor) {
    return updates(changes, 0, new Gathered(changes.size()), place, executor);
  }

  /** In as many goes as it takes. */
  private CompletionStage<List<Effect>> updates(
      List<Step.Change> changes,
      int from,
      Gathered gathered,
      Keyspace.Place place,
      Executor executor) {
    int to = end(changes, from);
    CompletionStage<List<Effect>> some =
        all(changes.subList(from, to).stream().map(change -> update(change, place)).toList());
    return some.thenComposeAsync(
        effects -> {
          gathered.add(effects);
          return to == changes.size()
              ? CompletableFuture.completedFuture(gathered.effects)
              : updates(changes, to, gathered, place, executor);
        },
        executor);
  }

  /** Up to which change, exclusively, those from there on may be under way together. */
  private static int end(List<Step.Change> changes, int from) {
    int to = from;
    long bytes = 0;
    while (to < changes.size() && to - from < MOST_UNDER_WAY && bytes <= BYTES_UNDER_WAY) {
      bytes += changes.get(to++).edit().bytes();
    }
    return to;
  }

  private final class Gathered {
    private final List<Effect> effects;
    private long bytes;

    Gathered(int size) {
      this.effects = new ArrayList<>(size);
    }

    void add(List<Effect> some) {
      for (Effect effect : some) {
        bytes += effect.value().length;
      }
      if (bytes > maxReplyBytes) {
        throw CommandException.replyTooLarge(maxReplyBytes);
      }
      effects.addAll(some);
    }
  }

  private CompletionStage<Step> ifNone(Step.IfNone none, Keyspace.Place place, Executor executor) {
    List<Operation.NewEntry> entries =
        none.writes().stream()
            .map(
                write ->
                    new Operation.NewEntry(
                        place.key(write.key()), ((Edit.Write) write.edit()).value()))
            .toList();
    if (cache.newKeys().inOneStep(entries)) {
      return cache.newKeys().put(entries).thenApplyAsync(none.then(), executor);
    } else if (waits[place.database()]) {
      return CompletableFuture.completedFuture(Step.done(NOT_IN_ONE_STEP));
    }
    return inTwoSteps(none, place, executor).thenApplyAsync(none.then(), executor);
  }

  /** Between looking and writing another client may come. */
  private CompletionStage<Boolean> inTwoSteps(
      Step.IfNone none, Keyspace.Place place, Executor executor) {
    List<Step.Change> peeks =
        none.writes().stream()
            .map(change -> new Step.Change(change.key(), new Edit.Peek()))
            .toList();
    return updates(peeks, place, executor)
        .thenComposeAsync(
            effects ->
                effects.stream().noneMatch(Effect::found)
                    ? updates(none.writes(), place, executor).thenApplyAsync(done -> true, executor)
                    : CompletableFuture.completedFuture(false),
            executor);
  }

  private static <T> CompletionStage<List<T>> all(List<CompletionStage<T>> stages) {
    List<CompletableFuture<T>> futures =
        stages.stream().map(CompletionStage::toCompletableFuture).toList();
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }
}
