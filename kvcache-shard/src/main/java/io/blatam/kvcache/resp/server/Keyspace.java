package io.blatam.kvcache.resp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.resp.command.Step;
import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Effect;
import io.blatam.kvcache.shard.Glances;
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

/**
 * Carries out the steps of commands. What lives on this node is done at once on the calling thread,
 * which borrows the segment for it; what lives elsewhere goes there as a message. Thread-safe.
 */
final class Keyspace {

  private static final String[] NAMESPACES = namespaces();

  private final LocalCells cells;
  private final RemoteSteps elsewhere;
  private final int segments;

  /** Databases whose calls may have to wait, which the calling thread must not do. */
  private final boolean[] waits;

  /**
   * @param maxReplyBytes what values from other nodes may take together in a reply
   */
  Keyspace(ClusterKvCache cache, LocalCells cells, long maxReplyBytes) {
    this.cells = cells;
    this.segments = cache.segments();
    this.waits = new boolean[NAMESPACES.length];
    for (int i = 0; i < waits.length; i++) {
      waits[i] = cache.waits(NAMESPACES[i]);
    }
    this.elsewhere = new RemoteSteps(cache, waits, maxReplyBytes);
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
    return elsewhere.everywhere(new Place(tenant, 0), 0, new Scan.Unsaved(0, 0, 1));
  }

  /** A database's name among namespaces. */
  static String namespace(int database) {
    return NAMESPACES[database];
  }

  /** Whose keys, in which database. */
  record Place(String tenant, int database) {

    CacheKey key(byte[] key) {
      return new CacheKey(tenant, NAMESPACES[database], new String(key, ISO_8859_1));
    }
  }

  /** The reply, if the key lives on this node: what nearly every command is, without a detour. */
  Optional<Reply> here(Step.One one, Place place, long now) {
    CacheKey key = place.key(one.key());
    return here(one, key, segment(key), now);
  }

  /** The same of whom the key and its segment are known. */
  Optional<Reply> here(Step.One one, CacheKey key, int segment, long now) {
    return local(segment, key, one.edit(), now).map(one.reply());
  }

  int segment(CacheKey key) {
    return key.segment(segments);
  }

  /** The key is going to be asked for soon. */
  void glance(CacheKey key, int segment, int depth, Glances glances) {
    cells.glance(key, segment, depth, glances);
  }

  /** The end of a command: its reply now, or later. */
  sealed interface Ending {
    record Now(Reply reply) implements Ending {}

    /**
     * @param alone whether what the client sends next might overtake it
     */
    record Later(CompletionStage<Reply> reply, boolean alone) implements Ending {}
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
            elsewhere
                .next(step, place, executor)
                .thenComposeAsync(then -> later(then, place, now, executor), executor),
            !RemoteSteps.leavesAtOnce(step));
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
    } else if (step instanceof Step.IfNone none) {
      return local(none, place, now).map(none.then());
    } else if (step instanceof Step.Within within) {
      return local(within.segment(), place, within.database(), within.scan(), now)
          .map(within.then());
    } else if (step instanceof Step.Everywhere everywhere) {
      return local(everywhere, place, now).map(everywhere.then());
    }
    throw new IllegalArgumentException("no such step: " + step.getClass());
  }

  private Optional<Effect> local(CacheKey key, Edit edit, long now) {
    return local(segment(key), key, edit, now);
  }

  private Optional<Effect> local(int segment, CacheKey key, Edit edit, long now) {
    Optional<SegmentCell> cell = cells.find(segment);
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

  private Optional<Boolean> local(Step.IfNone none, Place place, long now) {
    return holding(
        none.writes(),
        place,
        () -> {
          for (Step.Change change : none.writes()) {
            CacheKey key = place.key(change.key());
            if (local(key, new Edit.Peek(), now).orElseThrow().found()) {
              return false;
            }
          }
          for (Step.Change change : none.writes()) {
            local(place.key(change.key()), change.edit(), now);
          }
          return true;
        });
  }

  /** With all the keys' segments to itself; empty, and nothing done, if one lives elsewhere. */
  private <T> Optional<T> holding(List<Step.Change> changes, Place place, Supplier<T> work) {
    TreeMap<Integer, SegmentCell> needed = new TreeMap<>();
    for (Step.Change change : changes) {
      int segment = segment(place.key(change.key()));
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

  private Optional<Page> local(int segment, Place place, int database, Scan scan, long now) {
    Optional<SegmentCell> cell = cells.find(segment);
    return cell.isEmpty()
        ? Optional.empty()
        : cell.get().scan(place.tenant(), NAMESPACES[database], scan, now);
  }
}
