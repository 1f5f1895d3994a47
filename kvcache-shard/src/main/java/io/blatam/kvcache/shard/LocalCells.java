package io.blatam.kvcache.shard;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

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
