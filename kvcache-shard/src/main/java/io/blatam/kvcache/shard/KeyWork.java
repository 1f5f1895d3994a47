package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.writes.Change;
import io.blatam.kvcache.writes.Work;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A work put together from functions: what it decides, and what becomes of its answer or refusal.
 */
final class KeyWork<A> implements Work {

  /** What to answer when the change, if there is one, is kept. */
  record Decision<A>(A answer, Optional<Change> change) {

    static <A> Decision<A> answer(A answer) {
      return new Decision<>(answer, Optional.empty());
    }

    static <A> Decision<A> change(Change change, A answer) {
      return new Decision<>(answer, Optional.of(change));
    }
  }

  @FunctionalInterface
  interface Rule<A> {
    Decision<A> decide(Optional<StoredValue> entry, long now);
  }

  /** What a work has to know and may do. */
  enum Kind {
    /** Looks at what is there. */
    READS,
    /** Writes without looking. */
    WRITES,
    /** Writes what depends on what is there. */
    CHANGES
  }

  private final CacheKey key;
  private final Kind kind;
  private final int bytes;
  private final Rule<A> rule;
  private final Consumer<A> answer;
  private final BiConsumer<KvCacheException, Long> refusal;
  private Optional<A> decided = Optional.empty();

  KeyWork(
      CacheKey key,
      Kind kind,
      int bytes,
      Rule<A> rule,
      Consumer<A> answer,
      BiConsumer<KvCacheException, Long> refusal) {
    this.key = key;
    this.kind = kind;
    this.bytes = bytes;
    this.rule = rule;
    this.answer = answer;
    this.refusal = refusal;
  }

  @Override
  public CacheKey key() {
    return key;
  }

  @Override
  public long bytes() {
    return bytes;
  }

  @Override
  public boolean needsEntry() {
    return kind != Kind.WRITES;
  }

  @Override
  public boolean mayWrite() {
    return kind != Kind.READS;
  }

  @Override
  public Optional<Change> decide(Optional<StoredValue> entry, long now) {
    Decision<A> decision = rule.decide(entry, now);
    decided = Optional.of(decision.answer());
    return decision.change();
  }

  @Override
  public void done(long now) {
    answer.accept(decided.orElseThrow());
  }

  @Override
  public void refused(KvCacheException why, long now) {
    refusal.accept(why, now);
  }
}
