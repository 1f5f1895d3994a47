package io.blatam.kvcache.shard;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.CachedValue;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.policy.PolicyName;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.writes.Change;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Says what an edit would do, without doing it: carries it out in a segment that holds nothing but
 * the entry in question. So an edit means the same whether or not a store has to have its outcome
 * first. Belongs to the segment's one writer.
 */
final class EditTrial {

  /** More than the one entry ever weighs. */
  private static final long ROOM = 1L << 30;

  record Outcome(Effect effect, Optional<Change> change) {}

  private final CacheSegment scratch =
      new CacheSegment(
          ROOM,
          0,
          PolicyName.LRU.create(ROOM),
          Codec.RAW,
          Residency.MEMORY_ONLY,
          new SplittableRandom(0));

  private final EntryEditor editor;

  /**
   * @param maxBytes what an entry may weigh in the segment that it is for
   */
  EditTrial(long maxBytes) {
    this.editor = new EntryEditor(scratch, maxBytes, (key, now) -> {});
  }

  Outcome perform(CacheKey key, Edit edit, Optional<StoredValue> entry, long now) {
    entry.ifPresent(
        value -> scratch.putUntil(key, value.value(), value.expiresAt(), value.cost(), now));
    try {
      Effect effect = editor.perform(key, edit, now);
      return new Outcome(effect, change(entry, after(key, now), blind(edit)));
    } finally {
      scratch.remove(key);
    }
  }

  /** Whether it does the same whatever is there. */
  static boolean blind(Edit edit) {
    return edit instanceof Edit.Write write
        && write.condition() == Edit.Condition.ALWAYS
        && !write.expiry().keep()
        && !write.old();
  }

  private Optional<StoredValue> after(CacheKey key, long now) {
    Optional<CachedValue> value = scratch.get(key, now);
    long end = scratch.expiresAt(key, now).orElse(Long.MAX_VALUE);
    return value.map(found -> new StoredValue(found.value(), found.cost(), end));
  }

  private static Optional<Change> change(
      Optional<StoredValue> before, Optional<StoredValue> after, boolean blind) {
    if (after.isEmpty()) {
      return before.isPresent() || blind ? Optional.of(new Change.Delete()) : Optional.empty();
    }
    boolean same =
        before.isPresent()
            && before.get().expiresAt() == after.get().expiresAt()
            && Arrays.equals(before.get().value(), after.get().value());
    return same ? Optional.empty() : Optional.of(new Change.Put(after.get()));
  }
}
