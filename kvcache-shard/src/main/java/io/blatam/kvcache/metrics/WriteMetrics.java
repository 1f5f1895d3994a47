package io.blatam.kvcache.metrics;

import java.time.Duration;
import kamon.Kamon;
import kamon.metric.Counter;
import kamon.metric.Gauge;
import kamon.metric.Timer;
import kamon.tag.TagSet;

/** What goes on between one namespace of one segment and its store. Thread-safe. */
public final class WriteMetrics {

  private static final String DIRTY_BYTES = "blatam.kvcache.dirty-bytes";
  private static final String DIRTY_AGE = "blatam.kvcache.dirty-age-millis";
  private static final String DIRTY_ENTRIES = "blatam.kvcache.dirty-entries";

  private final TagSet tags;
  private final Gauge dirtyBytes;
  private final Gauge dirtyEntries;
  private final Gauge dirtyAge;
  private final Timer saves;
  private final Timer loads;
  private final Counter saved;
  private final Counter retries;
  private final Counter failures;
  private final Counter lost;

  private WriteMetrics(String namespace, int segment) {
    tags = TagSet.of("segment", Integer.toString(segment)).withTag("namespace", namespace);
    dirtyBytes = Kamon.gauge(DIRTY_BYTES).withTags(tags);
    dirtyEntries = Kamon.gauge(DIRTY_ENTRIES).withTags(tags);
    dirtyAge = Kamon.gauge(DIRTY_AGE).withTags(tags);
    saves = Kamon.timer("blatam.kvcache.store-save").withTag("namespace", namespace);
    loads = Kamon.timer("blatam.kvcache.store-load").withTag("namespace", namespace);
    saved = Kamon.counter("blatam.kvcache.store-saved").withTag("namespace", namespace);
    retries = Kamon.counter("blatam.kvcache.store-retries").withTag("namespace", namespace);
    failures = Kamon.counter("blatam.kvcache.store-failures").withTag("namespace", namespace);
    lost = Kamon.counter("blatam.kvcache.store-lost").withTag("namespace", namespace);
  }

  public static WriteMetrics of(String namespace, int segment) {
    return new WriteMetrics(namespace, segment);
  }

  /** How long the store took for one batch of writes, whether it took it or not. */
  public void saveTook(long nanos) {
    saves.record(Duration.ofNanos(nanos));
  }

  public void loadTook(long nanos) {
    loads.record(Duration.ofNanos(nanos));
  }

  public void saved(int writes) {
    saved.increment(writes);
  }

  public void retried() {
    retries.increment();
  }

  public void failed() {
    failures.increment();
  }

  /** Acknowledged writes that nobody will save any more. */
  public void lost(int writes) {
    lost.increment(writes);
  }

  public void holds(int entries, long bytes, long oldestMillis) {
    dirtyEntries.update(entries);
    dirtyBytes.update(bytes);
    dirtyAge.update(oldestMillis);
  }

  /** The segment lives here no longer. */
  public void gone() {
    Kamon.gauge(DIRTY_ENTRIES).remove(tags);
    Kamon.gauge(DIRTY_BYTES).remove(tags);
    Kamon.gauge(DIRTY_AGE).remove(tags);
  }
}
