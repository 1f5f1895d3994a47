package io.blatam.kvcache.store;

import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A store that a test can take away and bring back, in front of a real one. Its class name is what
 * a namespace's {@code store} names, so what it stands before is put here first.
 */
public final class ScratchStores implements BackingStoreFactory {

  private static volatile Switched current;

  /** What the next actor systems find. */
  public static Switched before(JointStore real) {
    current = new Switched(real);
    return current;
  }

  /** The same store, but one that can not save writes of several segments together. */
  public static final class Plain implements BackingStoreFactory {

    /** The settings' line that names this class. */
    public static String setting() {
      return "store = \"" + Plain.class.getName() + "\"";
    }

    @Override
    public BackingStore create(ActorSystem<?> system) {
      return new PlainStore(current);
    }
  }

  /** The settings' line that names this class. */
  public static String setting() {
    return "store = \"" + ScratchStores.class.getName() + "\"";
  }

  @Override
  public BackingStore create(ActorSystem<?> system) {
    return current;
  }

  /** Thread-safe. */
  public static final class Switched implements JointStore {

    private final JointStore real;
    private final Map<CacheKey, AtomicInteger> loads = new ConcurrentHashMap<>();
    private volatile boolean down;
    private volatile boolean lists = true;
    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
    private volatile CompletableFuture<Void> loadGate = CompletableFuture.completedFuture(null);
    private volatile CompletableFuture<Void> stepGate = CompletableFuture.completedFuture(null);
    private final AtomicInteger steps = new AtomicInteger();
    private volatile boolean lies;
    private volatile boolean postpones;
    private volatile Supplier<CompletionStage<Void>> postponed;

    private Switched(JointStore real) {
      this.real = real;
    }

    public BackingStore real() {
      return real;
    }

    public void down(boolean now) {
      down = now;
    }

    /** From now on nobody hears anything of a listing or a count that they ask for. */
    public void listsNoMore() {
      lists = false;
    }

    /** From now on saves wait until the gate is opened. */
    public CompletableFuture<Void> gate() {
      gate = new CompletableFuture<>();
      return gate;
    }

    /** From now on loads wait until the gate is opened. */
    public CompletableFuture<Void> loadGate() {
      loadGate = new CompletableFuture<>();
      return loadGate;
    }

    /** From now on saves of several segments, and they alone, wait until the gate is opened. */
    public CompletableFuture<Void> stepGate() {
      stepGate = new CompletableFuture<>();
      return stepGate;
    }

    /** How many saves of several segments were begun. */
    public int steps() {
      return steps.get();
    }

    /** Whether saves of several segments are done and then said to have failed. */
    public void lies(boolean now) {
      lies = now;
    }

    /** From now on a save of several segments is said to have failed, and done later. */
    public void postpones() {
      postpones = true;
    }

    /** What was postponed last comes now. */
    public CompletionStage<Void> doPostponed() {
      postpones = false;
      return postponed.get();
    }

    public int loads(CacheKey key) {
      AtomicInteger count = loads.get(key);
      return count == null ? 0 : count.get();
    }

    @Override
    public CompletionStage<Long> claim(String namespace, int segment) {
      return down ? away() : real.claim(namespace, segment);
    }

    @Override
    public CompletionStage<Map<CacheKey, StoredValue>> load(
        String namespace, Collection<CacheKey> keys) {
      keys.forEach(key -> loads.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet());
      return down ? away() : loadGate.thenCompose(open -> real.load(namespace, keys));
    }

    @Override
    public CompletionStage<Void> save(
        String namespace, int segment, long epoch, List<StoreWrite> writes) {
      return down ? away() : gate.thenCompose(open -> real.save(namespace, segment, epoch, writes));
    }

    @Override
    public CompletionStage<Void> saveTogether(String namespace, List<Share> shares) {
      if (postpones) {
        postponed = () -> real.saveTogether(namespace, shares);
      }
      if (down || postpones) {
        return away();
      }
      steps.incrementAndGet();
      boolean lie = lies;
      return stepGate
          .thenCompose(open -> real.saveTogether(namespace, shares))
          .thenCompose(saved -> lie ? away() : CompletableFuture.completedFuture(null));
    }

    @Override
    public CompletionStage<Void> withdraw(String namespace, int segment, Version version) {
      return down ? away() : real.withdraw(namespace, segment, version);
    }

    @Override
    public CompletionStage<List<CacheKey>> keys(
        String tenant, String namespace, Optional<CacheKey> after, int limit) {
      return down ? away() : real.keys(tenant, namespace, after, limit);
    }

    @Override
    public CompletionStage<List<CacheKey>> keysByPosition(
        String tenant, String namespace, long from, long to, int limit, long now) {
      return down
          ? away()
          : lists
              ? real.keysByPosition(tenant, namespace, from, to, limit, now)
              : new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Long> count(String tenant, String namespace, long now) {
      return down ? away() : lists ? real.count(tenant, namespace, now) : new CompletableFuture<>();
    }

    @Override
    public CompletionStage<Integer> removeExpired(long now) {
      return down ? away() : real.removeExpired(now);
    }

    @Override
    public int maxValueBytes() {
      return real.maxValueBytes();
    }

    private static <T> CompletionStage<T> away() {
      return CompletableFuture.failedFuture(new IllegalStateException("the store is away"));
    }
  }
}
