package io.blatam.kvcache.resp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.resp.command.Step;
import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Effect;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.kvcache.shard.Page;
import io.blatam.kvcache.shard.Scan;
import io.blatam.kvcache.shard.SegmentCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Carries out the steps of commands. What lives on this node is done at once on the calling thread,
 * which borrows the segment for it; what lives elsewhere goes there as a message. Thread-safe.
 */
final class Keyspace {

  private static final String[] NAMESPACES = namespaces();

  /** Nothing has been looked at or written. */
  private static final Reply NOT_IN_ONE_STEP =
      Reply.error(
          "ERR MSETNX can not be done in one step in a database that has a store or copies; use SET"
              + " with NX for each key");

  private final ClusterKvCache cache;
  private final LocalCells cells;
  private final int segments;

  /** Databases whose calls may have to wait, which the calling thread must not do. */
  private final boolean[] waits;

  Keyspace(ClusterKvCache cache, LocalCells cells) {
    this.cache = cache;
    this.cells = cells;
    this.segments = cache.segments();
    this.waits = new boolean[NAMESPACES.length];
    for (int i = 0; i < waits.length; i++) {
      waits[i] = cache.waits(NAMESPACES[i]);
    }
  }

  private static String[] namespaces() {
    String[] names = new String[16];
    for (int i = 0; i < names.length; i++) {
      names[i] = "redis-" + i;
    }
    return names;
  }

  /**
   * Brings the segments of this node to life, so that they can be borrowed.
   *
   * @return when they can
   */
  CompletionStage<?> wake(String tenant) {
    return all(
        IntStream.range(0, segments)
            .mapToObj(segment -> survey(segment, new Place(tenant, 0), 0, new Scan.Count()))
            .toList());
  }

  /** Whose keys, in which database. */
  record Place(String tenant, int database) {

    CacheKey key(byte[] key) {
      return new CacheKey(tenant, NAMESPACES[database], new String(key, ISO_8859_1));
    }
  }

  /** The reply, if the key lives on this node: what nearly every command is, without a detour. */
  Optional<Reply> here(Step.One one, Place place, long now) {
    return local(place.key(one.key()), one.edit(), now).map(one.reply());
  }

  /** The end of a command: its reply now, or later. */
  sealed interface Ending {
    record Now(Reply reply) implements Ending {}

    record Later(CompletionStage<Reply> reply) implements Ending {}
  }

  /** How the steps of one connection are carried out. */
  enum Way {
    /** At once, where the segment lives here. */
    BORROW,
    /**
     * As messages, wherever it lives: something that the same connection asked for before is under
     * way as a message, and what comes later must not overtake it.
     */
    MESSAGE
  }

  /**
   * Goes on until the reply is there or something has to be waited for.
   *
   * @param executor where a command goes on that had to wait; the connection's own thread
   */
  Ending run(Step first, Place place, Way way, long now, Executor executor) {
    Step step = first;
    boolean borrows = way == Way.BORROW && !waits[place.database()];
    while (!(step instanceof Step.Done)) {
      Optional<Step> next = borrows ? here(step, place, now) : Optional.empty();
      if (next.isEmpty()) {
        return new Ending.Later(
            elsewhere(step, place, now, executor)
                .thenComposeAsync(then -> later(then, place, now, executor), executor));
      }
      step = next.get();
    }
    return new Ending.Now(((Step.Done) step).reply());
  }

  private CompletionStage<Reply> later(Step step, Place place, long now, Executor executor) {
    Ending ending = run(step, place, Way.MESSAGE, now, executor);
    return ending instanceof Ending.Later later
        ? later.reply()
        : CompletableFuture.completedFuture(((Ending.Now) ending).reply());
  }

  /** The next step, if this one's segments all live on this node. */
  private Optional<Step> here(Step step, Place place, long now) {
    if (step instanceof Step.One one) {
      return here(one, place, now).map(Step::done);
    } else if (step instanceof Step.First first) {
      return local(place.key(first.change().key()), first.change().edit(), now).map(first.then());
    } else if (step instanceof Step.Several several) {
      return local(several.changes(), place, now).map(several.then());
    } else if (step instanceof Step.IfAll all) {
      return local(all, place, now).map(all.then());
    } else if (step instanceof Step.Within within) {
      return local(within.segment(), place, within.database(), within.scan(), now)
          .map(within.then());
    } else if (step instanceof Step.Everywhere everywhere) {
      return local(everywhere, place, now).map(everywhere.then());
    }
    throw new IllegalArgumentException("no such step: " + step.getClass());
  }

  private CompletionStage<Step> elsewhere(Step step, Place place, long now, Executor executor) {
    if (step instanceof Step.One one) {
      return cache
          .update(place.key(one.key()), one.edit())
          .thenApplyAsync(effect -> Step.done(one.reply().apply(effect)), executor);
    } else if (step instanceof Step.First first) {
      CacheKey key = place.key(first.change().key());
      return cache.update(key, first.change().edit()).thenApplyAsync(first.then(), executor);
    } else if (step instanceof Step.Several several) {
      return remote(several.changes(), place).thenApplyAsync(several.then(), executor);
    } else if (step instanceof Step.IfAll && waits[place.database()]) {
      return CompletableFuture.completedFuture(Step.done(NOT_IN_ONE_STEP));
    } else if (step instanceof Step.IfAll all) {
      return remote(all, place, executor).thenApplyAsync(all.then(), executor);
    } else if (step instanceof Step.Within within) {
      return survey(within.segment(), place, within.database(), within.scan())
          .thenApplyAsync(within.then(), executor);
    } else if (step instanceof Step.Everywhere everywhere) {
      return remote(everywhere, place).thenApplyAsync(everywhere.then(), executor);
    }
    throw new IllegalArgumentException("no such step: " + step.getClass());
  }

  private Optional<Effect> local(CacheKey key, Edit edit, long now) {
    Optional<SegmentCell> cell = cells.find(key.segment(segments));
    return cell.isEmpty() ? Optional.empty() : cell.get().edit(key, edit, now);
  }

  private Optional<List<Effect>> local(List<Step.Change> changes, Place place, long now) {
    return holding(
        changes,
        place,
        () -> {
          List<Effect> effects = new ArrayList<>(changes.size());
          for (Step.Change change : changes) {
            effects.add(local(place.key(change.key()), change.edit(), now).orElseThrow());
          }
          return effects;
        });
  }

  private Optional<Boolean> local(Step.IfAll all, Place place, long now) {
    return holding(
        all.changes(),
        place,
        () -> {
          for (Step.Change change : all.changes()) {
            CacheKey key = place.key(change.key());
            if (!all.condition().test(local(key, new Edit.Peek(), now).orElseThrow())) {
              return false;
            }
          }
          for (Step.Change change : all.changes()) {
            local(place.key(change.key()), change.edit(), now);
          }
          return true;
        });
  }

  /** With all the keys' segments to itself; empty, and nothing done, if one lives elsewhere. */
  private <T> Optional<T> holding(List<Step.Change> changes, Place place, Supplier<T> work) {
    TreeMap<Integer, SegmentCell> needed = new TreeMap<>();
    for (Step.Change change : changes) {
      int segment = place.key(change.key()).segment(segments);
      Optional<SegmentCell> cell = cells.find(segment);
      if (cell.isEmpty()) {
        return Optional.empty();
      }
      needed.put(segment, cell.get());
    }
    needed.values().forEach(SegmentCell::take);
    try {
      boolean open = needed.values().stream().noneMatch(SegmentCell::closed);
      return open ? Optional.of(work.get()) : Optional.empty();
    } finally {
      needed.values().forEach(SegmentCell::release);
    }
  }

  private CompletionStage<List<Effect>> remote(List<Step.Change> changes, Place place) {
    return all(
        changes.stream()
            .map(change -> cache.update(place.key(change.key()), change.edit()))
            .toList());
  }

  /** Not in one step: between looking and writing another client may come. */
  private CompletionStage<Boolean> remote(Step.IfAll all, Place place, Executor executor) {
    List<CompletionStage<Effect>> peeks =
        all.changes().stream()
            .map(change -> cache.update(place.key(change.key()), new Edit.Peek()))
            .toList();
    return all(peeks)
        .thenComposeAsync(
            effects ->
                effects.stream().allMatch(all.condition())
                    ? remote(all.changes(), place).thenApplyAsync(done -> true, executor)
                    : CompletableFuture.completedFuture(false),
            executor);
  }

  private Optional<List<Page>> local(Step.Everywhere step, Place place, long now) {
    List<Page> pages = new ArrayList<>(segments);
    for (int segment = 0; segment < segments; segment++) {
      Optional<Page> page = local(segment, place, step.database(), step.scan(), now);
      if (page.isEmpty()) {
        return Optional.empty();
      }
      pages.add(page.get());
    }
    return Optional.of(pages);
  }

  private CompletionStage<List<Page>> remote(Step.Everywhere step, Place place) {
    return all(
        IntStream.range(0, segments)
            .mapToObj(segment -> survey(segment, place, step.database(), step.scan()))
            .toList());
  }

  private Optional<Page> local(int segment, Place place, int database, Scan scan, long now) {
    Optional<SegmentCell> cell = cells.find(segment);
    return cell.isEmpty()
        ? Optional.empty()
        : cell.get().scan(place.tenant(), NAMESPACES[database], scan, now);
  }

  private CompletionStage<Page> survey(int segment, Place place, int database, Scan scan) {
    return cache.survey(segment, place.tenant(), NAMESPACES[database], scan);
  }

  private static <T> CompletionStage<List<T>> all(List<CompletionStage<T>> stages) {
    List<CompletableFuture<T>> futures =
        stages.stream().map(CompletionStage::toCompletableFuture).toList();
    return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new))
        .thenApply(done -> futures.stream().map(CompletableFuture::join).toList());
  }
}
