package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.CachedValue;
import io.blatam.kvcache.engine.Lifetime;
import io.blatam.kvcache.settings.KvCacheSettings;
import io.blatam.kvcache.shard.KeyWork.Decision;
import io.blatam.kvcache.shard.KeyWork.Kind;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.writes.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * What operations mean where a store stands behind their namespace. The answer may come at once or
 * when the store has done its part. Belongs to the segment's one writer.
 */
final class StoredOperations {

  private final int number;
  private final KvCacheSettings settings;
  private final CacheSegment segment;
  private final SegmentStores stores;
  private final Consumer<CacheKey> changed;
  private final EditTrial trial;
  private final RandomGenerator random = new SplittableRandom();

  /**
   * @param changed told of every key before it may change
   */
  StoredOperations(
      int number,
      KvCacheSettings settings,
      CacheSegment segment,
      SegmentStores stores,
      Consumer<CacheKey> changed) {
    this.number = number;
    this.settings = settings;
    this.segment = segment;
    this.stores = stores;
    this.changed = changed;
    this.trial = new EditTrial(settings.segmentBytes());
  }

  /**
   * Takes on what has to do with a store.
   *
   * @param reply given the answer, now or later
   * @return false if it has nothing to do with one
   */
  boolean take(Operation operation, Consumer<Answer> reply, long now) {
    if (operation instanceof Operation.Get get && backed(get.key())) {
      submit(get.id(), get.key(), Kind.READS, 0, (entry, at) -> found(get, entry), reply, now);
    } else if (operation instanceof Operation.Put put && backed(put.key())) {
      change(
          put.id(),
          put.key(),
          Kind.WRITES,
          put.value().length,
          (entry, at) ->
              Decision.change(
                  put(put.value(), put.ttl(), 0, put.cost(), at), new Answer.Done(put.id(), true)),
          reply,
          now);
    } else if (operation instanceof Operation.PutNew put && backed(put.entries().get(0).key())) {
      List<CacheKey> keys = put.entries().stream().map(Operation.NewEntry::key).toList();
      keys.forEach(changed);
      stores
          .writer(keys.get(0).namespace())
          .submitTogether(NewKeys.works(put, telling(keys, reply)), now);
    } else if (operation instanceof Operation.Remove remove && backed(remove.key())) {
      change(
          remove.id(),
          remove.key(),
          Kind.CHANGES,
          0,
          (entry, at) -> removed(remove, entry),
          reply,
          now);
    } else if (operation instanceof Operation.Update update && backed(update.key())) {
      update(update, reply, now);
    } else if (operation instanceof Operation.Survey survey
        && survey.scan() instanceof Scan.Clear
        && stores.backed(survey.namespace())) {
      clear(survey, reply, now);
    } else if (operation instanceof Operation.Survey survey
        && survey.scan() instanceof Scan.Unsaved unsaved) {
      reply.accept(new Answer.Surveyed(survey.id(), unsaved(survey, unsaved, now)));
    } else {
      return false;
    }
    return true;
  }

  boolean backed(CacheKey key) {
    return stores.backed(key.namespace());
  }

  /** Whether a change of the key is under way: what is known of it now is soon outdated. */
  boolean changing(CacheKey key) {
    return backed(key) && stores.writer(key.namespace()).changing(key);
  }

  /**
   * Looks a key up for somebody who would load it otherwise.
   *
   * @param absent gives the answer where there is nothing, or where the store can not say
   */
  void acquire(Operation.Acquire acquire, Consumer<Answer> reply, Rule absent, long now) {
    stores
        .writer(acquire.key().namespace())
        .submit(
            new KeyWork<Answer>(
                acquire.key(),
                Kind.READS,
                0,
                (entry, at) ->
                    Decision.answer(
                        entry
                            .<Answer>map(value -> found(acquire.id(), value))
                            .or(() -> remembered(acquire, at))
                            .orElseGet(() -> absent.answer(at))),
                reply,
                (why, at) -> reply.accept(absent.answer(at))),
            now);
  }

  @FunctionalInterface
  interface Rule {
    Answer answer(long now);
  }

  /** What a loader brought: nobody waits for the store to have it, who asked has it already. */
  void fill(Operation.Fill fill, long now) {
    submit(
        fill.id(),
        fill.key(),
        Kind.WRITES,
        fill.value().length,
        (entry, at) ->
            Decision.change(
                put(fill.value(), fill.ttl(), fill.stale(), fill.cost(), at),
                new Answer.Done(fill.id(), true)),
        answer -> {},
        now);
  }

  /**
   * Submits what is no load's value. It is told of twice, since a load may begin while it waits for
   * its turn or for the store, and what that brings is older.
   */
  private void change(
      long id,
      CacheKey key,
      Kind kind,
      int bytes,
      KeyWork.Rule<Answer> rule,
      Consumer<Answer> reply,
      long now) {
    changed.accept(key);
    submit(id, key, kind, bytes, rule, telling(List.of(key), reply), now);
  }

  private Consumer<Answer> telling(List<CacheKey> keys, Consumer<Answer> reply) {
    return answer -> {
      keys.forEach(changed);
      reply.accept(answer);
    };
  }

  private void submit(
      long id,
      CacheKey key,
      Kind kind,
      int bytes,
      KeyWork.Rule<Answer> rule,
      Consumer<Answer> reply,
      long now) {
    stores
        .writer(key.namespace())
        .submit(
            new KeyWork<>(
                key, kind, bytes, rule, reply, (why, at) -> reply.accept(refused(id, why))),
            now);
  }

  static Answer refused(long id, KvCacheException why) {
    return new Answer.Refused(id, why.reason(), why.getMessage());
  }

  private static Decision<Answer> found(Operation.Get get, Optional<StoredValue> entry) {
    return Decision.answer(
        entry
            .<Answer>map(value -> found(get.id(), value))
            .orElseGet(() -> new Answer.Missing(get.id())));
  }

  private static Answer found(long id, StoredValue value) {
    return new Answer.Found(id, value.value(), false, value.cost());
  }

  /** That there is nothing is remembered by the cache alone. */
  private Optional<Answer> remembered(Operation.Acquire acquire, long now) {
    return segment
        .get(acquire.key(), now)
        .filter(CachedValue::absent)
        .map(value -> new Answer.Found(acquire.id(), value.value(), true, value.cost()));
  }

  private Decision<Answer> removed(Operation.Remove remove, Optional<StoredValue> entry) {
    return entry.isPresent()
        ? Decision.change(new Change.Delete(), new Answer.Done(remove.id(), true))
        : Decision.answer(new Answer.Done(remove.id(), segment.remove(remove.key())));
  }

  private Change put(byte[] value, long ttl, long stale, long cost, long now) {
    long end = Lifetime.jittered(ttl, settings.ttlJitter(), random, now).expiresAt();
    return new Change.Put(new StoredValue(value, cost, end), stale);
  }

  private void update(Operation.Update update, Consumer<Answer> reply, long now) {
    Edit edit = update.edit();
    KeyWork.Rule<Answer> rule =
        (entry, at) -> {
          EditTrial.Outcome outcome = trial.perform(update.key(), edit, entry, at);
          if (edit instanceof Edit.Delete && entry.isEmpty()) {
            // There may be a stale value, which nobody may be given either.
            segment.remove(update.key());
          }
          Answer answer = new Answer.Updated(update.id(), outcome.effect());
          return new Decision<>(answer, outcome.change());
        };
    if (edit.reads()) {
      submit(update.id(), update.key(), Kind.READS, edit.bytes(), rule, reply, now);
    } else {
      Kind kind = EditTrial.blind(edit) ? Kind.WRITES : Kind.CHANGES;
      change(update.id(), update.key(), kind, edit.bytes(), rule, reply, now);
    }
  }

  private Page unsaved(Operation.Survey survey, Scan.Unsaved scan, long now) {
    return stores.backed(survey.namespace())
        ? UnsavedPage.of(stores.writer(survey.namespace()).leftBehind(), survey.tenant(), scan, now)
        : new Page(List.of(), Page.END, 0);
  }

  private void clear(Operation.Survey survey, Consumer<Answer> reply, long now) {
    NamespaceStore store = stores.of(survey.namespace());
    List<CacheKey> inMemory = new ArrayList<>(store.writer().unsavedKeys());
    segment.listing().forEachLiveKey(now, inMemory::add);
    List<CacheKey> mine =
        inMemory.stream()
            .filter(
                key ->
                    key.namespace().equals(survey.namespace())
                        && key.tenant().equals(survey.tenant()))
            .distinct()
            .toList();
    mine.forEach(changed);
    new NamespaceClear(
            store,
            survey.tenant(),
            key -> key.segment(settings.segments()) == number,
            count ->
                reply.accept(
                    new Answer.Surveyed(survey.id(), new Page(List.of(), Page.END, count))),
            why -> reply.accept(refused(survey.id(), why)))
        .start(mine, now);
  }
}
