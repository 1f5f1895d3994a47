package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.writes.Change;
import io.blatam.kvcache.writes.Group;
import io.blatam.kvcache.writes.Work;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What an {@link Operation.PutNew} means where a store stands behind its namespace: each key's
 * write depends on all keys. Answered once, however many of its works end.
 */
final class NewKeys {

  private static final long UNKNOWN_COST = 1;

  private final Operation.PutNew put;
  private final Consumer<Answer> reply;
  private final Group group;
  private boolean free = true;
  private int done;
  private boolean answered;

  private NewKeys(Operation.PutNew put, Consumer<Answer> reply) {
    this.put = put;
    this.reply = reply;
    this.group = new Group(put.entries().size());
  }

  static List<Work> works(Operation.PutNew put, Consumer<Answer> reply) {
    NewKeys keys = new NewKeys(put, reply);
    return put.entries().stream().<Work>map(keys::work).toList();
  }

  private Work work(Operation.NewEntry entry) {
    return new Work() {
      @Override
      public CacheKey key() {
        return entry.key();
      }

      @Override
      public long bytes() {
        return entry.value().length;
      }

      @Override
      public boolean needsEntry() {
        return true;
      }

      @Override
      public boolean mayWrite() {
        return true;
      }

      @Override
      public Optional<Group> group() {
        return Optional.of(group);
      }

      @Override
      public Optional<Change> decide(Optional<StoredValue> there, long now) {
        free &= there.isEmpty();
        StoredValue value = new StoredValue(entry.value(), UNKNOWN_COST, Long.MAX_VALUE);
        return there.isEmpty() ? Optional.of(new Change.Put(value)) : Optional.empty();
      }

      @Override
      public void done(long now) {
        if (++done == put.entries().size()) {
          reply.accept(new Answer.Done(put.id(), free));
        }
      }

      @Override
      public void refused(KvCacheException why, long now) {
        if (!answered) {
          answered = true;
          reply.accept(StoredOperations.refused(put.id(), why));
        }
      }
    };
  }
}
