package io.blatam.kvcache.client;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Props;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.api.Outcome;
import io.blatam.kvcache.api.Pinning;
import io.blatam.kvcache.copies.CopySettings;
import io.blatam.kvcache.copies.CopyValue;
import io.blatam.kvcache.copies.NodeCopies;
import io.blatam.kvcache.metrics.ClientMetrics;
import io.blatam.kvcache.metrics.OperationTimes;
import io.blatam.kvcache.prefetch.PrefetchSettings;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.Answer;
import io.blatam.kvcache.shard.Edit;
import io.blatam.kvcache.shard.Effect;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.kvcache.shard.Operation;
import io.blatam.kvcache.shard.Segments;
import io.blatam.kvcache.store.Stores;
import io.blatam.kvcache.writes.NamespaceWrites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/** The facade: turns calls into messages to the node's {@link ClientActor}. */
public final class ClusterKvCache implements KvCache {

  private final KvCacheSettings settings;
  private final NamespaceWrites writes;
  private final ActorRef<ClientActor.Command> client;
  private final Executor executor;
  private final Calls calls;
  private final CopySettings copySettings;
  private final NodeCopies copies;
  private final EverySegment everySegment;
  private final NewKeyWrites newKeyWrites;

  private ClusterKvCache(
      KvCacheSettings settings,
      NamespaceWrites writes,
      Stores stores,
      CopySettings copySettings,
      NodeCopies copies,
      ActorRef<ClientActor.Command> client,
      ClientMetrics metrics,
      Executor executor) {
    this.copySettings = copySettings;
    this.copies = copies;
    this.settings = settings;
    this.writes = writes;
    this.client = client;
    this.executor = executor;
    this.calls = new Calls(settings, client, metrics, executor);
    this.everySegment = new EverySegment(settings, calls, copies, writes, stores, executor);
    this.newKeyWrites = new NewKeyWrites(settings, calls, copies, writes, stores, executor);
  }

  static ClusterKvCache start(ActorSystem<?> system) {
    KvCacheSettings settings = KvCacheSettings.from(system.settings().config());
    NamespaceWrites writes = NamespaceWrites.from(system.settings().config());
    writes.stores().forEach(Stores.of(system)::named);
    CopySettings copySettings = CopySettings.from(system.settings().config());
    NodeCopies copies = new NodeCopies(copySettings, System::nanoTime, System::currentTimeMillis);
    ActorRef<ClientActor.Command> client =
        system.systemActorOf(
            ClientActor.create(
                settings,
                PrefetchSettings.of(system.settings().config()),
                copies,
                Segments.of(system, settings, writes)),
            "kv-cache-client",
            Props.empty());
    LocalCells cells = LocalCells.of(system);
    ClientMetrics metrics =
        new ClientMetrics(OperationTimes.of(system), segment -> cells.find(segment).isPresent());
    return new ClusterKvCache(
        settings,
        writes,
        Stores.of(system),
        copySettings,
        copies,
        client,
        metrics,
        system.executionContext());
  }

  @Override
  public CompletionStage<Optional<byte[]>> get(CacheKey key) {
    Optional<NodeCopies.Copy> copy = copies.find(key);
    if (copy.isPresent()) {
      return CompletableFuture.completedFuture(copy.map(NodeCopies.Copy::value));
    }
    return ask(key, id -> new Operation.Get(id, key), ClusterKvCache::value);
  }

  @Override
  public CompletionStage<Boolean> exists(CacheKey key) {
    return ask(
        key,
        id -> new Operation.Update(id, key, new Edit.Promise()),
        answer -> calls.expect(Answer.Updated.class, answer).effect().found());
  }

  @Override
  public CompletionStage<Map<CacheKey, byte[]>> getAll(Collection<CacheKey> keys) {
    Map<CacheKey, CompletableFuture<Optional<byte[]>>> futures = new HashMap<>();
    List<Call> asked = new ArrayList<>();
    for (CacheKey key : Set.copyOf(keys)) {
      CompletableFuture<Optional<byte[]>> future = new CompletableFuture<>();
      futures.put(key, future);
      Optional<NodeCopies.Copy> copy = copies.find(key);
      if (copy.isPresent()) {
        future.complete(copy.map(NodeCopies.Copy::value));
        continue;
      }
      asked.add(
          calls.simple(
              key.segment(settings.segments()),
              id -> new Operation.Get(id, key),
              ClusterKvCache::value,
              future));
    }
    CompletableFuture<?>[] all = futures.values().toArray(CompletableFuture[]::new);
    calls.start(asked, futures.values().stream().filter(future -> !future.isDone()).toList());
    return CompletableFuture.allOf(all).thenApplyAsync(done -> found(futures), executor);
  }

  @Override
  public CompletionStage<Boolean> putAfter(
      CacheKey parent, CacheKey key, byte[] value, Duration ttl, Duration cost) {
    requireTogether(parent, key);
    return store(
        key,
        value,
        id ->
            new Operation.PutAfter(
                id, parent, key, value, Durations.millis(ttl), Durations.millis(cost)),
        answer -> calls.expect(Answer.Done.class, answer).changed());
  }

  private void requireTogether(CacheKey parent, CacheKey key) {
    if (parent.equals(key)) {
      throw new IllegalArgumentException("is the block itself");
    }
    boolean together =
        parent.tenant().equals(key.tenant())
            && parent.namespace().equals(key.namespace())
            && parent.segment(settings.segments()) == key.segment(settings.segments());
    if (!together) {
      throw new IllegalArgumentException(
          "a block and its parent share tenant, namespace and tag, as {tag}/0 and {tag}/1 do");
    }
  }

  @Override
  public CompletionStage<Void> put(CacheKey key, byte[] value, Duration ttl, Duration cost) {
    return put(key, value, ttl, cost, answer -> null);
  }

  /**
   * Like {@link #put}, for who wants to know whether it is kept: it is not where it takes more than
   * the tenant's quota, or the policy finds it not worth its room.
   */
  public CompletionStage<Boolean> offer(CacheKey key, byte[] value, Duration ttl, Duration cost) {
    return put(key, value, ttl, cost, answer -> calls.expect(Answer.Done.class, answer).changed());
  }

  private <T> CompletionStage<T> put(
      CacheKey key, byte[] value, Duration ttl, Duration cost, Function<Answer, T> result) {
    return store(
        key,
        value,
        id -> new Operation.Put(id, key, value, Durations.millis(ttl), Durations.millis(cost)),
        result);
  }

  private <T> CompletionStage<T> store(
      CacheKey key, byte[] value, LongFunction<Operation> operation, Function<Answer, T> result) {
    return value.length > settings.maxValueBytes()
        ? CompletableFuture.failedFuture(calls.valueTooLarge(value.length))
        : copies.whileChanging(key, () -> ask(key, operation, result));
  }

  @Override
  public CompletionStage<Boolean> remove(CacheKey key) {
    return copies.whileChanging(
        key,
        () ->
            ask(
                key,
                id -> new Operation.Remove(id, key),
                answer -> answer instanceof Answer.Done done && done.changed()));
  }

  @Override
  public CompletionStage<Outcome> getOrLoad(
      CacheKey key, LoadOptions options, Supplier<CompletionStage<Loaded>> loader) {
    options.after().ifPresent(parent -> requireTogether(parent, key));
    Optional<NodeCopies.Copy> copy = copies.find(key);
    if (copy.isPresent()) {
      return CompletableFuture.completedFuture(
          new Outcome(
              copy.map(NodeCopies.Copy::value),
              Outcome.Origin.HIT,
              Duration.ofMillis(copy.get().cost())));
    }
    return calls.load(new LoadRequest(key.segment(settings.segments()), key, options, loader));
  }

  @Override
  public CompletionStage<Pinning> pin(CacheKey key) {
    return ask(
        key,
        id -> new Operation.Pin(id, key),
        answer -> calls.expect(Answer.Pinned.class, answer).pinning());
  }

  @Override
  public CompletionStage<Boolean> unpin(CacheKey key) {
    return ask(
        key,
        id -> new Operation.Unpin(id, key),
        answer -> calls.expect(Answer.Done.class, answer).changed());
  }

  @Override
  public int maxValueBytes() {
    return settings.maxValueBytes();
  }

  /** Whether calls of the namespace may have to wait, for a store or for copies elsewhere. */
  public boolean waits(String namespace) {
    return writes.backed(namespace) || copySettings.enabled(namespace);
  }

  /** What copies of other nodes' entries were good for here. */
  public CopyValue copies() {
    return copies.value();
  }

  /** What all segments, or one of them, say of themselves and of what they hold. */
  public EverySegment everySegment() {
    return everySegment;
  }

  /** Values for keys of which none is there. */
  public NewKeyWrites newKeys() {
    return newKeyWrites;
  }

  /** How many segments there are, numbered from zero. */
  public int segments() {
    return settings.segments();
  }

  /** Reads or changes one entry in one step, wherever it lives. */
  public CompletionStage<Effect> update(CacheKey key, Edit edit) {
    if (edit.bytes() > settings.maxMessageBytes()) {
      return CompletableFuture.failedFuture(calls.tooLarge(edit.bytes()));
    }
    Optional<NodeCopies.Copy> copy =
        edit instanceof Edit.Read ? copies.find(key) : Optional.empty();
    if (copy.isPresent()) {
      return CompletableFuture.completedFuture(
          new Effect(Effect.Outcome.DONE, copy.get().value(), true, Long.MAX_VALUE));
    }
    Supplier<CompletionStage<Effect>> update =
        () ->
            ask(
                key,
                id -> new Operation.Update(id, key, edit),
                answer -> calls.expect(Answer.Updated.class, answer).effect());
    return edit.reads() ? update.get() : copies.whileChanging(key, update);
  }

  private <T> CompletionStage<T> ask(
      CacheKey key, LongFunction<Operation> operation, Function<Answer, T> result) {
    return calls.one(key.segment(settings.segments()), operation, result);
  }

  private static Optional<byte[]> value(Answer answer) {
    return answer instanceof Answer.Found found && !found.absent()
        ? Optional.of(found.value())
        : Optional.empty();
  }

  private static Map<CacheKey, byte[]> found(
      Map<CacheKey, CompletableFuture<Optional<byte[]>>> futures) {
    Map<CacheKey, byte[]> values = new HashMap<>();
    futures.forEach((key, future) -> future.join().ifPresent(value -> values.put(key, value)));
    return values;
  }
}
