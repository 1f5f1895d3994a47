package io.blatam.kvcache.writes;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.store.StoreWrite;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Writes of one namespace in one segment that the store does not have yet. One batch is saved at a
 * time, and a key has at most one write in it, so writes of a key reach the store in their order
 * however often a batch is tried again; of several that wait, the last one is enough. Not
 * thread-safe; times are milliseconds and passed in, and a clock that goes back only makes writes
 * leave earlier.
 */
public final class DirtyBuffer {

  /** What a write weighs besides its value: the key, the write, and the nodes of the maps. */
  static final int OVERHEAD = 256;

  /** The group of a write that has none. */
  static final long ALONE = 0;

  /**
   * @param since when the oldest write that this one stands for was acknowledged
   * @param group the number of those with which it leaves; {@link #ALONE}
   */
  private record Dirty(StoreWrite write, long since, long group) {

    long bytes() {
      return OVERHEAD
          + write.key().key().length()
          + (write instanceof StoreWrite.Put put ? put.value().value().length : 0);
    }
  }

  private final WriteSettings settings;

  /** Both in the order of {@code since}. */
  private Map<CacheKey, Dirty> waiting = new LinkedHashMap<>();

  private Map<CacheKey, Dirty> saving = new LinkedHashMap<>();
  private long waitingBytes;
  private long savingBytes;
  private int failures;
  private long failedAt;
  private boolean draining;

  /** Somebody waits for these to be saved. */
  private final Set<CacheKey> hurried = new HashSet<>();

  public DirtyBuffer(WriteSettings settings) {
    this.settings = settings;
  }

  /** Takes a write in, whether or not there is room: ask {@link #full} before. */
  public void add(StoreWrite write, long now) {
    add(write, now, ALONE);
  }

  /**
   * Likewise one of a group. Those that are added one after the other, for keys of which none waits
   * already, leave in one batch, however large that is.
   *
   * @param group a number that no other group has; {@link #ALONE} for none
   */
  void add(StoreWrite write, long now, long group) {
    Dirty before = waiting.get(write.key());
    Dirty dirty = new Dirty(write, before == null ? now : before.since(), group);
    waiting.put(write.key(), dirty);
    waitingBytes += dirty.bytes() - (before == null ? 0 : before.bytes());
  }

  /** The last write of the key, if the store may not have it yet. */
  public Optional<StoreWrite> find(CacheKey key) {
    Dirty dirty = waiting.getOrDefault(key, saving.get(key));
    return Optional.ofNullable(dirty).map(Dirty::write);
  }

  /**
   * Whether the key has a write that the store may not have. If so, nothing is held back for others
   * to join it until it is saved.
   */
  boolean hurry(CacheKey key) {
    boolean there = waiting.containsKey(key) || saving.containsKey(key);
    if (there) {
      hurried.add(key);
    }
    return there;
  }

  /**
   * Whether no more may be left unsaved: as many bytes wait as may, or the oldest has waited as
   * long as a write may. So what is lost in a crash was acknowledged within that time, even when
   * the store has been away for longer.
   */
  public boolean full(long now) {
    return bytes() >= settings.maxDirtyBytes() || age(now) >= settings.maxDelay();
  }

  /** The next batch to save, if it is time for one; {@link #saved} or {@link #failed} follows. */
  public Optional<List<StoreWrite>> next(long now) {
    if (!saving.isEmpty() || waiting.isEmpty() || !due(now)) {
      return Optional.empty();
    }
    Iterator<Dirty> oldest = waiting.values().iterator();
    List<StoreWrite> batch = new ArrayList<>();
    long group = ALONE;
    while (oldest.hasNext()) {
      boolean full = batch.size() >= settings.batchSize() || savingBytes >= settings.batchBytes();
      Dirty dirty = oldest.next();
      if (full && (group == ALONE || dirty.group() != group)) {
        break;
      }
      group = dirty.group();
      oldest.remove();
      saving.put(dirty.write().key(), dirty);
      waitingBytes -= dirty.bytes();
      savingBytes += dirty.bytes();
      batch.add(dirty.write());
    }
    return Optional.of(batch);
  }

  /**
   * When {@link #next} may have something, unless more is added or a batch ends before: at once if
   * that is past.
   */
  public OptionalLong nextAt() {
    if (!saving.isEmpty() || waiting.isEmpty()) {
      return OptionalLong.empty();
    }
    long retry = failures == 0 ? Long.MIN_VALUE : failedAt + settings.backoff(failures);
    boolean gathers = !hurries() && !batchIsFull();
    long gathered = gathers ? oldest(waiting) + settings.linger() : Long.MIN_VALUE;
    return OptionalLong.of(Math.max(retry, gathered));
  }

  /** The store has the batch. */
  public List<StoreWrite> saved() {
    failures = 0;
    return takeBatch();
  }

  /** The store does not have the batch, or it is not known whether it has: it is tried again. */
  public void failed(long now) {
    failures++;
    failedAt = now;
    Map<CacheKey, Dirty> merged = new LinkedHashMap<>();
    for (Dirty dirty : saving.values()) {
      Dirty newer = waiting.remove(dirty.write().key());
      if (newer == null) {
        merged.put(dirty.write().key(), dirty);
        waitingBytes += dirty.bytes();
      } else {
        merged.put(dirty.write().key(), new Dirty(newer.write(), dirty.since(), newer.group()));
      }
    }
    merged.putAll(waiting);
    waiting = merged;
    saving = new LinkedHashMap<>();
    savingBytes = 0;
  }

  /** The store does not have the batch, and it is not tried again. */
  public List<StoreWrite> givenUp() {
    return takeBatch();
  }

  /**
   * Forgets everything.
   *
   * @return how many writes
   */
  public int clear() {
    int lost = size();
    waiting.clear();
    saving.clear();
    hurried.clear();
    waitingBytes = 0;
    savingBytes = 0;
    failures = 0;
    return lost;
  }

  /** From now on nothing gathers: every write is due at once. */
  public void drain() {
    draining = true;
  }

  /** How often in a row the store has failed to take a batch. */
  public int failures() {
    return failures;
  }

  /** Each once, those of the batch that is being saved first. */
  public List<CacheKey> keys() {
    Set<CacheKey> keys = new LinkedHashSet<>(saving.keySet());
    keys.addAll(waiting.keySet());
    return List.copyOf(keys);
  }

  public boolean isEmpty() {
    return waiting.isEmpty() && saving.isEmpty();
  }

  public int size() {
    return waiting.size() + saving.size();
  }

  public long bytes() {
    return waitingBytes + savingBytes;
  }

  /** For how long the oldest write has been unsaved; 0 when there is none. */
  public long age(long now) {
    if (isEmpty()) {
      return 0;
    }
    return Math.max(0, now - oldest(saving.isEmpty() ? waiting : saving));
  }

  private boolean due(long now) {
    boolean restsAfterFailure =
        failures > 0 && now >= failedAt && now - failedAt < settings.backoff(failures);
    if (restsAfterFailure) {
      return false;
    }
    long oldest = oldest(waiting);
    return hurries() || batchIsFull() || now < oldest || now - oldest >= settings.linger();
  }

  private boolean hurries() {
    return draining || !hurried.isEmpty();
  }

  private boolean batchIsFull() {
    return waiting.size() >= settings.batchSize() || waitingBytes >= settings.batchBytes();
  }

  private List<StoreWrite> takeBatch() {
    List<StoreWrite> batch = saving.values().stream().map(Dirty::write).toList();
    hurried.removeAll(saving.keySet());
    saving.clear();
    savingBytes = 0;
    return batch;
  }

  private static long oldest(Map<CacheKey, Dirty> ordered) {
    return ordered.values().iterator().next().since();
  }
}
