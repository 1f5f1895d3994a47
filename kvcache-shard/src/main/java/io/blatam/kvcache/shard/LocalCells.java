package io.blatam.kvcache.shard;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.Extension;
import akka.actor.typed.ExtensionId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The segments that live on this node now. Thread-safe. */
public final class LocalCells implements Extension {

  private static final Id ID = new Id();

  private final ConcurrentHashMap<Integer, SegmentCell> cells = new ConcurrentHashMap<>();

  public static LocalCells of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  /** Empty also where the segment has not been asked for anything yet. */
  public Optional<SegmentCell> find(int segment) {
    return Optional.ofNullable(cells.get(segment));
  }

  void opened(int segment, SegmentCell cell) {
    cells.put(segment, cell);
  }

  void closed(int segment, SegmentCell cell) {
    cells.remove(segment, cell);
    cell.close();
  }

  private static final class Id extends ExtensionId<LocalCells> {
    @Override
    public LocalCells createExtension(ActorSystem<?> system) {
      return new LocalCells();
    }
  }
}
