package io.blatam.kvcache.copies;

import io.blatam.kvcache.api.CacheKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a node has borrowed from owners elsewhere: read by any thread, filled and recalled by the
 * client's one. Thread-safe.
 *
 * <p>A copy is read for no longer than its lease by the monotonic clock, counted from when this
 * node <em>asked</em>, which was before the owner's count began; nor by the wall clock, which goes
 * on where a machine that was suspended has stopped the other. Whoever is held up between finding a
 * copy and using it has found it in time: it is as if he had read it then.
 *
 * <p>Who changes a key and reads it afterwards, without waiting for the change, reads what he has
 * written: while a change is under way from here, the key has no copy here.
 */
public final class NodeCopies {

  /** The weight of a copy besides its value: its key and the table's own. */
  private static final int OVERHEAD_BYTES = 256;

  private static final long NANOS_A_MILLI = 1_000_000;

  /** A value lent for some time, and what computing it again would cost, in milliseconds. */
  public static final class Copy {
    private final CacheKey key;
    private final byte[] value;
    private final long cost;
    private final long number;
    private final long askedNanos;
    private final long takenMillis;
    private final long leaseMillis;
    private final LongAdder hits = new LongAdder();

    private Copy(
        CacheKey key,
        byte[] value,
        long cost,
        long number,
        long askedNanos,
        long takenMillis,
        long leaseMillis) {
      this.key = key;
      this.value = value;
      this.cost = cost;
      this.number = number;
      this.askedNanos = askedNanos;
      this.takenMillis = takenMillis;
      this.leaseMillis = leaseMillis;
    }

    public byte[] value() {
      return value;
    }

    public long cost() {
      return cost;
    }

    private boolean over(long nanos, long millis) {
      return nanos - askedNanos >= leaseMillis * NANOS_A_MILLI
          || millis - takenMillis >= leaseMillis;
    }

    private long weight() {
      return OVERHEAD_BYTES + value.length;
    }
  }

  /** A copy that is here no more, and how many lookups it answered. */
  public record Returned(CacheKey key, long number, long hits) {}

  /** Whose keys may be changing. */
  private record Space(String tenant, String namespace) {}

  private final CopySettings settings;
  private final LongSupplier nanos;
  private final LongSupplier millis;
  private final Map<CacheKey, Copy> copies = new ConcurrentHashMap<>();

  /** How many changes of a key, or of a whole namespace, are under way from here. */
  private final Map<Object, Integer> changing = new HashMap<>();

  private final LongAdder hits = new LongAdder();
  private long bytes;
  private long taken;
  private long recalled;
  private long declined;

  /**
   * @param nanos a clock that only goes on
   * @param millis the wall clock
   */
  public NodeCopies(CopySettings settings, LongSupplier nanos, LongSupplier millis) {
    this.settings = settings;
    this.nanos = nanos;
    this.millis = millis;
  }

  /** The copy, if there is one that may be read now. */
  public Optional<Copy> find(CacheKey key) {
    if (copies.isEmpty()) {
      return Optional.empty();
    }
    Copy copy = copies.get(key);
    if (copy == null || copy.over(nanos.getAsLong(), millis.getAsLong())) {
      return Optional.empty();
    }
    copy.hits.increment();
    hits.increment();
    return Optional.of(copy);
  }

  /** Whether changes of the namespace have to be told of. */
  public boolean watches(String namespace) {
    return settings.enabled(namespace);
  }

  /** A change of the key begins here; its {@link #changed} follows. */
  public synchronized void changing(CacheKey key) {
    changing.merge(key, 1, Integer::sum);
    drop(key);
  }

  /** A change of many keys of the namespace begins here; its {@link #changed} follows. */
  public synchronized void changing(String tenant, String namespace) {
    changing.merge(new Space(tenant, namespace), 1, Integer::sum);
    copies.keySet().stream()
        .filter(key -> key.tenant().equals(tenant) && key.namespace().equals(namespace))
        .toList()
        .forEach(this::drop);
  }

  public synchronized void changed(CacheKey key) {
    ended(key);
  }

  public synchronized void changed(String tenant, String namespace) {
    ended(new Space(tenant, namespace));
  }

  /**
   * Changes the key; until that has ended nothing is read from a copy: who changes it, reads that.
   */
  public <T> CompletionStage<T> whileChanging(CacheKey key, Supplier<CompletionStage<T>> change) {
    if (!settings.enabled(key.namespace())) {
      return change.get();
    }
    changing(key);
    return change.get().whenComplete((result, failure) -> changed(key));
  }

  /** Like the other, for a change of many keys of a namespace. */
  public <T> CompletionStage<T> whileChanging(
      String tenant, String namespace, Supplier<CompletionStage<T>> change) {
    if (!settings.enabled(namespace)) {
      return change.get();
    }
    changing(tenant, namespace);
    return change.get().whenComplete((result, failure) -> changed(tenant, namespace));
  }

  private void ended(Object what) {
    changing.computeIfPresent(what, (each, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Takes in what an owner has lent.
   *
   * @param askedNanos when it was asked for, by the monotonic clock
   * @return false if it is not kept, so that it can be given back
   */
  public synchronized boolean keep(
      CacheKey key, byte[] value, long cost, long number, long leaseMillis, long askedNanos) {
    Copy copy = new Copy(key, value, cost, number, askedNanos, millis.getAsLong(), leaseMillis);
    boolean own =
        changing.containsKey(key) || changing.containsKey(new Space(key.tenant(), key.namespace()));
    if (own
        || bytes + copy.weight() > settings.maxBytes()
        || copy.over(nanos.getAsLong(), copy.takenMillis)) {
      declined++;
      return false;
    }
    drop(key);
    copies.put(key, copy);
    bytes += copy.weight();
    taken++;
    return true;
  }

  /** The owner wants it back; afterwards nobody reads it here. */
  public synchronized Returned recalled(CacheKey key, long number) {
    recalled++;
    Copy copy = copies.get(key);
    if (copy == null || copy.number != number) {
      return new Returned(key, number, 0);
    }
    drop(key);
    return new Returned(key, number, copy.hits.sum());
  }

  /** Drops the copies that may not be read any more. */
  public synchronized List<Returned> over() {
    if (copies.isEmpty()) {
      return List.of();
    }
    long now = nanos.getAsLong();
    long wall = millis.getAsLong();
    List<Returned> over = new ArrayList<>();
    for (Copy copy : List.copyOf(copies.values())) {
      if (copy.over(now, wall)) {
        drop(copy.key);
        over.add(new Returned(copy.key, copy.number, copy.hits.sum()));
      }
    }
    return over;
  }

  private void drop(CacheKey key) {
    Copy copy = copies.remove(key);
    if (copy != null) {
      bytes -= copy.weight();
    }
  }

  /** What copies take, in bytes. */
  public synchronized long bytes() {
    return bytes;
  }

  public synchronized CopyValue value() {
    return new CopyValue(taken, hits.sum(), recalled, declined);
  }
}
