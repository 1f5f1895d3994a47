package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.KeyCount;
import io.blatam.kvcache.engine.Tally;
import io.blatam.kvcache.writes.WriteFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A segment and the right to be its one writer. The segment's actor holds it while it works on a
 * message; between messages a thread of the same node may borrow it, which spares the caller two
 * hand-overs between threads, each dearer than the work itself. Thread-safe: whoever comes second
 * waits for as long as one batch takes.
 *
 * <p>Who wants several cells at once takes them in the order of their numbers.
 */
public final class SegmentCell {

  private final ReentrantLock writer = new ReentrantLock();
  private final CacheSegment segment;
  private final EntryEditor editor;
  private final Changes changes;
  private final LongConsumer timed;
  private final SegmentStores stores;
  private final Predicate<String> messagesOnly;
  private boolean closed;
  private int untilTimed = 1;

  /**
   * Reading the clock twice costs as much as a lookup, so one borrowed edit in so many is timed.
   */
  private static final int TIMED_EVERY = 64;

  /** Told, by the writer, of what is about to be done. */
  interface Changes {

    /** The key may change. */
    void changed(CacheKey key);

    /** All such entries go, those that are not here yet as well. */
    default void cleared(EntryFilter filter) {}
  }

  /**
   * @param timed told, by the writer, how many nanoseconds an edit took
   * @param messagesOnly the namespaces that nobody may borrow: a call may have to wait there, for a
   *     store or for copies elsewhere
   */
  SegmentCell(
      CacheSegment segment,
      long maxBytes,
      LongConsumer timed,
      Changes changes,
      EntryEditor.Promises promises,
      SegmentStores stores,
      Predicate<String> messagesOnly) {
    this.segment = segment;
    this.timed = timed;
    this.editor = new EntryEditor(segment, maxBytes, promises);
    this.changes = changes;
    this.stores = stores;
    this.messagesOnly = messagesOnly;
  }

  /**
   * What the edit did; empty when the segment does not live here any more, or nobody may borrow the
   * namespace: then it has to be asked by message.
   *
   * @param now milliseconds since the epoch
   */
  public Optional<Effect> edit(CacheKey key, Edit edit, long now) {
    writer.lock();
    try {
      if (closed || messagesOnly.test(key.namespace())) {
        return Optional.empty();
      }
      if (--untilTimed > 0) {
        return Optional.of(perform(key, edit, now));
      }
      untilTimed = TIMED_EVERY;
      long started = System.nanoTime();
      Effect effect = perform(key, edit, now);
      timed.accept(System.nanoTime() - started);
      return Optional.of(effect);
    } finally {
      writer.unlock();
    }
  }

  /** What is going to be looked up here soon; nobody needs to have the cell for it. */
  void glance(CacheKey key, int depth, Glances glances) {
    glances.add(segment, segment.hash(key), depth);
  }

  /** What the scan found; empty where {@link #edit} is. */
  public Optional<Page> scan(String tenant, String namespace, Scan scan, long now) {
    writer.lock();
    try {
      return closed || messagesOnly.test(namespace)
          ? Optional.empty()
          : Optional.of(look(tenant, namespace, scan, now));
    } finally {
      writer.unlock();
    }
  }

  /** Keeps everybody else out until {@link #release}; the same thread may take it again. */
  public void take() {
    writer.lock();
  }

  public void release() {
    writer.unlock();
  }

  /** For whoever has taken it: whether the segment does not live here any more. */
  public boolean closed() {
    return closed;
  }

  <T> T exclusively(Supplier<T> work) {
    writer.lock();
    try {
      return work.get();
    } finally {
      writer.unlock();
    }
  }

  /** Completes when the stores have everything that was acknowledged until now. */
  CompletionStage<Void> flush(long now) {
    return exclusively(() -> closed ? CompletableFuture.completedFuture(null) : stores.flush(now));
  }

  /** What its entries take. */
  long bytes() {
    return exclusively(() -> closed ? 0L : segment.bytes());
  }

  /** What it has counted since it came up. */
  Tally tally() {
    return exclusively(() -> closed ? Tally.ZERO : segment.tally());
  }

  /** How many keys of a tenant's namespace are in its memory. */
  KeyCount keys(String tenant, String namespace) {
    return exclusively(() -> closed ? KeyCount.NONE : segment.keys(tenant, namespace));
  }

  /** What waits for a store, by namespace. */
  Map<String, WriteFigures> writes(long now) {
    return exclusively(() -> closed ? Map.of() : stores.figures(now));
  }

  /** The segment goes to another node or stops; nobody reads or writes it here any more. */
  void close() {
    writer.lock();
    closed = true;
    writer.unlock();
  }

  Effect perform(CacheKey key, Edit edit, long now) {
    if (!edit.reads()) {
      changes.changed(key);
    }
    return editor.perform(key, edit, now);
  }

  Page look(String tenant, String namespace, Scan scan, long now) {
    if (scan instanceof Scan.Keys keys) {
      return page(tenant, namespace, keys, now);
    }
    List<CacheKey> all = new ArrayList<>();
    if (scan instanceof Scan.Clear) {
      EntryFilter filter =
          new EntryFilter(Optional.of(tenant), Optional.of(namespace), Optional.empty());
      segment
          .listing()
          .forEachLiveKey(
              now,
              key -> {
                if (filter.matches(key)) {
                  all.add(key);
                }
              });
      changes.cleared(filter);
      all.forEach(segment::remove);
    } else {
      forEach(tenant, namespace, now, all::add);
    }
    return new Page(List.of(), Page.END, all.size());
  }

  private Page page(String tenant, String namespace, Scan.Keys scan, long now) {
    // First where the page ends, then what is on it: keys that share the last position belong to
    // it as well, however many there are.
    PriorityQueue<Long> nearest = new PriorityQueue<>((a, b) -> Long.compare(b, a));
    long[] ahead = {0};
    forEach(
        tenant,
        namespace,
        now,
        key -> {
          long position = key.position();
          if (position >= scan.from()) {
            ahead[0]++;
            if (nearest.size() < scan.limit()) {
              nearest.add(position);
            } else if (position < nearest.peek()) {
              nearest.poll();
              nearest.add(position);
            }
          }
        });
    long last = nearest.isEmpty() ? Page.END : nearest.peek();
    List<String> keys = new ArrayList<>();
    forEach(
        tenant,
        namespace,
        now,
        key -> {
          long position = key.position();
          if (position >= scan.from() && position <= last) {
            keys.add(key.key());
          }
        });
    return new Page(keys, keys.size() < ahead[0] ? last + 1 : Page.END, keys.size());
  }

  private void forEach(String tenant, String namespace, long now, Consumer<CacheKey> action) {
    segment.listing().forEachKey(tenant, namespace, now, action);
  }
}
