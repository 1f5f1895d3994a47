package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.metrics.WriteMetrics;
import io.blatam.kvcache.store.BackingStore;
import io.blatam.kvcache.store.JointStore;
import io.blatam.kvcache.store.StoreAnswer;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.Version;
import io.blatam.kvcache.writes.NamespaceWriter;
import io.blatam.kvcache.writes.StoreCalls;
import io.blatam.kvcache.writes.WriteEvents;
import io.blatam.kvcache.writes.WriteSettings;
import io.blatam.platform.StageFailure;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ObjLongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One namespace's writer and its store: carries calls to the store, and their ends back to the
 * segment's one writer. Everything but that way back is done by the one writer.
 */
final class NamespaceStore implements StoreCalls, WriteEvents {

  private static final Logger LOG = LoggerFactory.getLogger("io.blatam.kvcache.store");

  private final String namespace;
  private final int segment;
  private final BackingStore store;
  private final NamespaceWriter writer;
  private final WriteMetrics metrics;
  private final Consumer<Runnable> later;
  private final Clock clock;
  private CompletionStage<Void> lastSave = CompletableFuture.completedFuture(null);

  /**
   * @param later does something as the segment's one writer, soon; called on any thread
   */
  NamespaceStore(
      String namespace,
      int segment,
      WriteSettings settings,
      BackingStore store,
      CacheSegment cache,
      long patience,
      Clock clock,
      Consumer<Runnable> later) {
    this.namespace = namespace;
    this.segment = segment;
    this.store = store;
    this.later = later;
    this.clock = clock;
    this.metrics = WriteMetrics.of(namespace, segment);
    this.writer = new NamespaceWriter(namespace, settings, cache, this, this, patience);
  }

  NamespaceWriter writer() {
    return writer;
  }

  @Override
  public void claim() {
    finish(
        StoreAnswer.to(() -> store.claim(namespace, segment)),
        (epoch, failure) -> {
          if (failure == null) {
            writer.claimed(epoch, clock.millis());
          } else {
            writer.claimFailed(failure, clock.millis());
          }
        });
  }

  @Override
  public void load(List<CacheKey> keys) {
    long started = System.nanoTime();
    finish(
        StoreAnswer.to(() -> store.load(namespace, keys)),
        (found, failure) -> {
          metrics.loadTook(System.nanoTime() - started);
          if (failure == null) {
            writer.loaded(found, clock.millis());
          } else {
            writer.loadFailed(failure, clock.millis());
          }
        });
  }

  @Override
  public void save(long epoch, List<StoreWrite> writes) {
    long started = System.nanoTime();
    lastSave = StoreAnswer.to(() -> store.save(namespace, segment, epoch, writes));
    finish(
        lastSave,
        (nothing, failure) -> {
          metrics.saveTook(System.nanoTime() - started);
          if (failure == null) {
            writer.saved(clock.millis());
          } else {
            writer.saveFailed(failure, clock.millis());
          }
        });
  }

  /** Whether {@link #withdraw} works. */
  boolean savesTogether() {
    return store instanceof JointStore;
  }

  @Override
  public void withdraw(Version upTo) {
    finish(
        StoreAnswer.to(() -> ((JointStore) store).withdraw(namespace, segment, upTo)),
        (nothing, failure) -> {
          if (failure == null) {
            writer.withdrawn(clock.millis());
          } else {
            writer.withdrawFailed(failure, clock.millis());
          }
        });
  }

  /** A page of the tenant's keys, of all segments; one of the two is told, later. */
  void keys(
      String tenant,
      Optional<CacheKey> after,
      int limit,
      ObjLongConsumer<List<CacheKey>> page,
      Consumer<KvCacheException> refusal) {
    finish(
        StoreAnswer.to(() -> store.keys(tenant, namespace, after, limit)),
        (keys, failure) -> {
          if (failure == null) {
            page.accept(keys, clock.millis());
          } else {
            failed("listing", failure);
            refusal.accept(new KvCacheException(Reason.STORE_FAILED, failure.getMessage()));
          }
        });
  }

  /** Brings a call's end back to the one writer. */
  private <T> void finish(CompletionStage<T> call, BiConsumer<T, Throwable> end) {
    call.whenComplete(
        (result, failure) -> later.accept(() -> end.accept(result, StageFailure.cause(failure))));
  }

  @Override
  public int maxValueBytes() {
    return store.maxValueBytes();
  }

  @Override
  public void saved(int writes) {
    metrics.saved(writes);
    publish();
  }

  @Override
  public void retried(Throwable failure, int failures) {
    metrics.retried();
    publish();
    if (Integer.bitCount(failures) == 1) {
      LOG.warn(
          "segment {} of namespace {}: writes wait for their store, which failed {} times in a row: {}",
          segment,
          namespace,
          failures,
          failure.getMessage());
    }
  }

  @Override
  public void failed(String what, Throwable failure) {
    metrics.failed();
    LOG.debug("segment {} of namespace {}: {} failed", segment, namespace, what, failure);
  }

  @Override
  public void fenced(int lost) {
    if (lost == 0) {
      LOG.info("segment {} of namespace {} had another owner since", segment, namespace);
      return;
    }
    metrics.lost(lost);
    LOG.error(
        "segment {} of namespace {} had another owner since; {} acknowledged writes are lost",
        segment,
        namespace,
        lost);
  }

  void publish() {
    var figures = writer.figures(clock.millis());
    metrics.holds(figures.dirtyEntries(), figures.dirtyBytes(), figures.oldestMillis());
  }

  /**
   * The segment ends without a flush. What is unsaved is given to the store once more, after what
   * it is working on; nobody hears how that ends but the log.
   */
  void abandon() {
    metrics.gone();
    List<StoreWrite> left = writer.leftBehind();
    if (left.isEmpty()) {
      return;
    }
    long epoch = writer.epoch();
    lastSave
        .handle((nothing, failure) -> null)
        .thenCompose(nothing -> StoreAnswer.to(() -> store.save(namespace, segment, epoch, left)))
        .whenComplete(
            (nothing, failure) -> {
              if (failure != null) {
                metrics.lost(left.size());
                LOG.error(
                    "segment {} of namespace {} ended and lost {} acknowledged writes: {}",
                    segment,
                    namespace,
                    left.size(),
                    StageFailure.cause(failure).getMessage());
              }
            });
  }
}
