package io.blatam.kvcache.shard;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.KeyCount;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.writes.WriteFigures;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The segments that live on this node now. Thread-safe. */
public final class LocalCells implements Extension {

  private static final Id ID = new Id();

  /** As many as {@code blatam.kvcache.segments} may be. */
  private static final int MAX_SEGMENTS = 1024;

  private final AtomicReferenceArray<SegmentCell> cells = new AtomicReferenceArray<>(MAX_SEGMENTS);

  public static LocalCells of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  /** Empty also where the segment has not been asked for anything yet. */
  public Optional<SegmentCell> find(int segment) {
    return Optional.ofNullable(cells.get(segment));
  }

  /**
   * The key is going to be looked up soon, if it lives here.
   *
   * @param depth {@link Glances#KEY} or {@link Glances#VALUE}
   */
  public void glance(CacheKey key, int segment, int depth, Glances glances) {
    SegmentCell cell = cells.get(segment);
    if (cell != null) {
      cell.glance(key, depth, glances);
    }
  }

  /** Completes when the stores have everything that this node's segments have acknowledged. */
  public CompletionStage<Void> flush(long now) {
    return CompletableFuture.allOf(
        open()
            .map(cell -> cell.flush(now).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  /** What waits for a store on this node, by namespace. */
  public Map<String, WriteFigures> writes(long now) {
    Map<String, WriteFigures> sums = new TreeMap<>();
    open()
        .forEach(
            cell ->
                cell.writes(now)
                    .forEach((name, figures) -> sums.merge(name, figures, WriteFigures::plus)));
    return sums;
  }

  /** What this node's segments hold. */
  public long bytes() {
    return open().mapToLong(SegmentCell::bytes).sum();
  }

  /** What this node's segments have counted, each since it came up here. */
  public Tally tally() {
    return open().map(SegmentCell::tally).reduce(Tally.ZERO, Tally::plus);
  }

  /** How many keys of a tenant's namespace are in this node's memory; no key is looked at. */
  public KeyCount keys(String tenant, String namespace) {
    return open().map(cell -> cell.keys(tenant, namespace)).reduce(KeyCount.NONE, KeyCount::plus);
  }

  /** How many segments live on this node. */
  public int count() {
    return (int) open().count();
  }

  private Stream<SegmentCell> open() {
    return IntStream.range(0, MAX_SEGMENTS).mapToObj(this::find).flatMap(Optional::stream);
  }

  void opened(int segment, SegmentCell cell) {
    cells.set(segment, cell);
  }

  void closed(int segment, SegmentCell cell) {
    cells.compareAndSet(segment, cell, null);
    cell.close();
  }

  private static final class Id extends ExtensionId<LocalCells> {
    @Override
    public LocalCells createExtension(ActorSystem<?> system) {
      return new LocalCells();
    }
  }
}
