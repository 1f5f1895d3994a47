package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.store.StoreFencedException;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.store.Version;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store in virtual time that is as slow and as unreliable as it is told, outlives its users, and
 * notices when writes of a key come out of order.
 */
final class SimulatedStore {

  enum Mood {
    WELL,
    /** Does nothing and says so. */
    FAILING,
    /** Does it, and says that it did not. */
    LYING
  }

  private record Call(long endsAt, Runnable effect, Runnable end) {}

  private final StoredRows rows = new StoredRows();
  private final ArrayDeque<Call> calls = new ArrayDeque<>();
  private Mood mood = Mood.WELL;
  private long latency;
  private long epoch;
  private int saves;
  private int biggestBatch;

  void become(Mood next, long takes) {
    mood = next;
    latency = takes;
  }

  /** Somebody else claims the segment. */
  long claimedByAnother() {
    return ++epoch;
  }

  /** Whoever is the owner writes. */
  void write(StoreWrite write) {
    rows.apply(write);
  }

  Optional<StoredValue> value(CacheKey key) {
    return rows.value(key);
  }

  int saves() {
    return saves;
  }

  int biggestBatch() {
    return biggestBatch;
  }

  /** When the next call ends. */
  long nextEnd() {
    return calls.isEmpty() ? Long.MAX_VALUE : calls.element().endsAt();
  }

  void endNext() {
    Call call = calls.remove();
    call.effect().run();
    call.end().run();
  }

  /** Whoever called has died: what the store was at happens or does not, nobody hears of it. */
  void callerDied(boolean finishes) {
    while (!calls.isEmpty()) {
      Call call = calls.remove();
      if (finishes) {
        call.effect().run();
      }
    }
  }

  /** What a writer that lives now calls. */
  StoreCalls calls(VirtualClock clock, Optional<NamespaceWriter>[] writer) {
    return new StoreCalls() {
      @Override
      public void claim() {
        long[] claimed = new long[1];
        boolean fails = mood != Mood.WELL;
        enqueue(
            clock,
            () -> claimed[0] = ++epoch,
            () -> {
              if (fails) {
                writer[0].orElseThrow().claimFailed(new IllegalStateException("away"), clock.now());
              } else {
                writer[0].orElseThrow().claimed(claimed[0], clock.now());
              }
            });
      }

      @Override
      public void load(List<CacheKey> keys) {
        Map<CacheKey, StoredValue> found = new HashMap<>();
        boolean fails = mood != Mood.WELL;
        enqueue(
            clock,
            () -> keys.forEach(key -> value(key).ifPresent(value -> found.put(key, value))),
            () -> {
              if (fails) {
                writer[0].orElseThrow().loadFailed(new IllegalStateException("away"), clock.now());
              } else {
                writer[0].orElseThrow().loaded(found, clock.now());
              }
            });
      }

      @Override
      public void save(long by, List<StoreWrite> writes) {
        assertThat(writes).isNotEmpty();
        assertThat(writes.stream().map(StoreWrite::key)).doesNotHaveDuplicates();
        saves++;
        biggestBatch = Math.max(biggestBatch, writes.size());
        Mood then = mood;
        boolean[] fenced = new boolean[1];
        enqueue(
            clock,
            () -> {
              fenced[0] = by != epoch;
              if (!fenced[0] && then != Mood.FAILING) {
                writes.forEach(rows::apply);
              }
            },
            () -> {
              NamespaceWriter caller = writer[0].orElseThrow();
              if (fenced[0]) {
                caller.saveFailed(new StoreFencedException("test", 0, by), clock.now());
              } else if (then == Mood.WELL) {
                caller.saved(clock.now());
              } else {
                caller.saveFailed(new IllegalStateException("away"), clock.now());
              }
            });
      }

      @Override
      public void withdraw(Version upTo) {
        throw new AssertionError("no step was begun");
      }

      @Override
      public int maxValueBytes() {
        return 10_000;
      }
    };
  }

  private void enqueue(VirtualClock clock, Runnable effect, Runnable end) {
    long after = calls.isEmpty() ? clock.now() : Math.max(clock.now(), calls.getLast().endsAt());
    calls.add(new Call(after + latency, effect, end));
  }
}
