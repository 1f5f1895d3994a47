package io.blatam.kvcache.shard;

import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.store.BackingStore;
import io.blatam.kvcache.writes.NamespaceWriter;
import io.blatam.kvcache.writes.NamespaceWrites;
import io.blatam.kvcache.writes.WriteFigures;
import io.blatam.kvcache.writes.WriteSettings;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;

/** The stores behind one segment's namespaces. Belongs to the segment's one writer. */
final class SegmentStores {

  private final int segment;
  private final NamespaceWrites settings;
  private final Function<String, BackingStore> stores;
  private final CacheSegment cache;
  private final long patience;
  private final Clock clock;
  private final Consumer<Runnable> later;
  private final Map<String, NamespaceStore> namespaces = new HashMap<>();

  /**
   * @param stores gives the store of a name
   * @param patience for how many milliseconds a call may wait before it is refused
   * @param later does something as the segment's one writer, soon; called on any thread
   */
  SegmentStores(
      int segment,
      NamespaceWrites settings,
      Function<String, BackingStore> stores,
      CacheSegment cache,
      long patience,
      Clock clock,
      Consumer<Runnable> later) {
    this.segment = segment;
    this.settings = settings;
    this.stores = stores;
    this.cache = cache;
    this.patience = patience;
    this.clock = clock;
    this.later = later;
  }

  /** Whether what is asked of the namespace goes to {@link #writer} instead of the segment. */
  boolean backed(String namespace) {
    return settings.backed(namespace);
  }

  NamespaceWriter writer(String namespace) {
    return of(namespace).writer();
  }

  NamespaceStore of(String namespace) {
    return namespaces.computeIfAbsent(namespace, this::open);
  }

  private NamespaceStore open(String namespace) {
    WriteSettings write = settings.of(namespace);
    return new NamespaceStore(
        namespace, segment, write, stores.apply(write.store()), cache, patience, clock, later);
  }

  /** Called now and then; does what its time has come for. */
  void tick(long now) {
    namespaces.values().forEach(namespace -> namespace.writer().tick(now));
    namespaces.values().forEach(NamespaceStore::publish);
  }

  /** When {@link #tick} is to be called at the latest. */
  OptionalLong wakeAt() {
    return namespaces.values().stream()
        .map(namespace -> namespace.writer().wakeAt())
        .filter(OptionalLong::isPresent)
        .mapToLong(OptionalLong::getAsLong)
        .min();
  }

  /** Completes when the stores have everything that was acknowledged. */
  CompletionStage<Void> flush(long now) {
    return CompletableFuture.allOf(
        namespaces.values().stream()
            .map(namespace -> namespace.writer().flush(now).toCompletableFuture())
            .toArray(CompletableFuture[]::new));
  }

  void abandon() {
    namespaces.values().forEach(NamespaceStore::abandon);
  }

  /** What waits, by namespace. */
  Map<String, WriteFigures> figures(long now) {
    Map<String, WriteFigures> figures = new TreeMap<>();
    namespaces.forEach((name, namespace) -> figures.put(name, namespace.writer().figures(now)));
    return figures;
  }
}
