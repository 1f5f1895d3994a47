package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.policy.PolicyName;
import io.blatam.kvcache.store.StoredValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One writer with a small segment on a simulated store, in virtual time, and the model that its
 * answers are held against. A value is known by its length, which no two puts of a key share.
 */
final class SimulatedNode {

  static final long PATIENCE = 400;
  private static final long TICK = 100;
  private static final int LARGEST_GROUP = 5;

  /** Nothing is there. */
  static final int NOTHING = 0;

  record Acknowledged(CacheKey key, int value, long at) {}

  private final WriteSettings settings;
  private final SimulatedStore store;
  private final VirtualClock clock;
  private final Optional<NamespaceWriter>[] holder;
  private NamespaceWriter writer;
  private CacheSegment segment;

  /** What may be there, as far as callers can know. */
  private final Map<CacheKey, Set<Integer>> possible = new HashMap<>();

  /**
   * What is on its way to the store: it may be there after a crash. Two deletes are two, of which
   * one may be refused while the other is still on its way.
   */
  private final Map<CacheKey, List<Integer>> unanswered = new HashMap<>();

  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private int asked;
  private int answered;
  private int nextValue = 1;
  final List<Reason> refusals = new ArrayList<>();

  @SuppressWarnings({"unchecked", "rawtypes"})
  SimulatedNode(WriteSettings settings, SimulatedStore store, VirtualClock clock) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
    this.holder = new Optional[] {Optional.empty()};
    start();
  }

  private void start() {
    segment =
        new CacheSegment(
            2_500,
            0,
            PolicyName.LRU.create(2_500),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(1));
    writer =
        new NamespaceWriter(
            "test", settings, segment, store.calls(clock, holder), WriteEvents.NONE, PATIENCE);
    holder[0] = Optional.of(writer);
  }

  NamespaceWriter writer() {
    return writer;
  }

  CacheSegment segment() {
    return segment;
  }

  static CacheKey key(int number) {
    return new CacheKey("acme", "test", "key-" + number);
  }

  int put(int number) {
    int value = nextValue++;
    write(key(number), value, new Change.Put(new StoredValue(new byte[value], 1, Long.MAX_VALUE)));
    return value;
  }

  void delete(int number) {
    write(key(number), NOTHING, new Change.Delete());
  }

  private void write(CacheKey key, int value, Change change) {
    asked++;
    unanswered.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    submit(
        new TestWork(key, false, true, Math.max(0, value)) {
          @Override
          public Optional<Change> decide(Optional<StoredValue> entry, long now) {
            return Optional.of(change);
          }

          @Override
          public void done(long now) {
            answered++;
            unanswered.get(key).remove(Integer.valueOf(value));
            possible.put(key, new HashSet<>(Set.of(value)));
            acknowledged.add(new Acknowledged(key, value, now));
          }

          @Override
          public void refused(KvCacheException why, long now) {
            answered++;
            refusals.add(why.reason());
            unanswered.get(key).remove(Integer.valueOf(value));
            if (why.reason() == Reason.STORE_FAILED) {
              possible(key).add(value);
            }
          }
        });
  }

  /** So many keys, {@link #LARGEST_GROUP} at most, all or none. */
  void putNew(int number, int count) {
    asked++;
    List<CacheKey> keys =
        IntStream.range(0, count).mapToObj(i -> key((number + i * 5) % 12)).distinct().toList();
    int value = nextValue++;
    Group group = new Group(keys.size());
    boolean[] free = {true};
    int[] done = {0};
    boolean[] refused = {false};
    List<Work> works = new ArrayList<>();
    for (CacheKey key : keys) {
      unanswered.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
      works.add(
          new TestWork(key, true, true, value) {
            @Override
            public Optional<Group> group() {
              return Optional.of(group);
            }

            @Override
            public Optional<Change> decide(Optional<StoredValue> entry, long now) {
              int found = entry.map(there -> there.value().length).orElse(NOTHING);
              assertThat(possible(key)).as("what a look at %s may find", key).contains(found);
              free[0] &= entry.isEmpty();
              return entry.isEmpty()
                  ? Optional.of(new Change.Put(new StoredValue(new byte[value], 1, Long.MAX_VALUE)))
                  : Optional.empty();
            }

            @Override
            public void done(long now) {
              assertThat(refused[0]).isFalse();
              if (++done[0] == keys.size()) {
                answered++;
                for (CacheKey each : keys) {
                  unanswered.get(each).remove(Integer.valueOf(value));
                  if (free[0]) {
                    possible.put(each, new HashSet<>(Set.of(value)));
                    acknowledged.add(new Acknowledged(each, value, now));
                  }
                }
              }
            }

            @Override
            public void refused(KvCacheException why, long now) {
              assertThat(done[0]).isZero();
              if (refused[0]) {
                return;
              }
              refused[0] = true;
              answered++;
              refusals.add(why.reason());
              for (CacheKey each : keys) {
                unanswered.get(each).remove(Integer.valueOf(value));
                if (why.reason() == Reason.STORE_FAILED) {
                  possible(each).add(value);
                }
              }
            }
          });
    }
    writer.submitTogether(works, clock.now());
    assertBounds();
  }

  void read(int number) {
    CacheKey key = key(number);
    asked++;
    submit(
        new TestWork(key, true, false, 0) {
          private int found;

          @Override
          public Optional<Change> decide(Optional<StoredValue> entry, long now) {
            found = entry.map(value -> value.value().length).orElse(NOTHING);
            return Optional.empty();
          }

          @Override
          public void done(long now) {
            answered++;
            assertThat(possible(key)).as("what a read of %s may find", key).contains(found);
            possible.put(key, new HashSet<>(Set.of(found)));
          }

          @Override
          public void refused(KvCacheException why, long now) {
            answered++;
            refusals.add(why.reason());
          }
        });
  }

  private void submit(Work work) {
    writer.submit(work, clock.now());
    assertBounds();
  }

  Set<Integer> possible(CacheKey key) {
    return possible.computeIfAbsent(key, k -> new HashSet<>(Set.of(NOTHING)));
  }

  /** Lets time pass; whatever falls due happens in its moment. */
  void pass(long millis) {
    long until = clock.now() + millis;
    long nextTick = clock.now() + TICK;
    while (true) {
      long wake = writer.wakeAt().orElse(Long.MAX_VALUE);
      long next = Math.min(Math.min(nextTick, Math.max(clock.now(), wake)), store.nextEnd());
      if (next > until) {
        clock.set(until);
        return;
      }
      clock.set(next);
      if (store.nextEnd() <= clock.now()) {
        store.endNext();
      } else {
        if (next == nextTick) {
          nextTick += TICK;
        }
        writer.tick(clock.now());
      }
      assertBounds();
    }
  }

  private void assertBounds() {
    WriteFigures figures = writer.figures(clock.now());
    int largest = DirtyBuffer.OVERHEAD + "key-0".length() + nextValue;
    assertThat(figures.dirtyBytes())
        .isLessThanOrEqualTo(settings.maxDirtyBytes() + LARGEST_GROUP * largest);
    assertThat(figures.heldBytes()).isLessThanOrEqualTo(settings.maxDirtyBytes() + largest);
  }

  /**
   * {@code kill -9} and a new start on the same store.
   *
   * @param storeFinishes whether the store still does what it was at
   * @return the acknowledged writes that are gone
   */
  List<Acknowledged> crash(boolean storeFinishes) {
    store.callerDied(storeFinishes);
    List<Acknowledged> lost = new ArrayList<>();
    Set<CacheKey> keys = new HashSet<>(possible.keySet());
    keys.addAll(unanswered.keySet());
    for (CacheKey key : keys) {
      int kept = store.value(key).map(value -> value.value().length).orElse(NOTHING);
      List<Integer> onTheirWay = unanswered.getOrDefault(key, List.of());
      if (!possible(key).contains(kept) && !onTheirWay.contains(kept)) {
        List<Acknowledged> history =
            acknowledged.stream().filter(write -> write.key().equals(key)).toList();
        int last = -1;
        for (int i = 0; i < history.size(); i++) {
          last = history.get(i).value() == kept ? i : last;
        }
        lost.addAll(history.subList(last + 1, history.size()));
      }
      possible.put(key, new HashSet<>(Set.of(kept)));
    }
    unanswered.clear();
    acknowledged.clear();
    keys.forEach(
        key ->
            acknowledged.add(
                new Acknowledged(key, possible(key).iterator().next(), Long.MIN_VALUE)));
    asked = 0;
    answered = 0;
    start();
    return lost;
  }

  /** The store is well again and everybody stops: then every acknowledged write is there. */
  void settle() {
    store.become(SimulatedStore.Mood.WELL, 1);
    pass(10 * PATIENCE + 10 * settings.retryMax());
    var flushed = writer.flush(clock.now()).toCompletableFuture();
    pass(10 * settings.retryMax());
    assertThat(flushed).isCompleted();
    assertThat(answered).as("every call is answered once").isEqualTo(asked);
    assertThat(writer.figures(clock.now())).isEqualTo(WriteFigures.NOTHING);
    possible.forEach(
        (key, values) ->
            assertThat(store.value(key).map(value -> value.value().length).orElse(NOTHING))
                .as("what the store has of %s", key)
                .isIn(values));
  }

  private abstract static class TestWork implements Work {

    private final CacheKey key;
    private final boolean reads;
    private final boolean writes;
    private final int bytes;

    TestWork(CacheKey key, boolean reads, boolean writes, int bytes) {
      this.key = key;
      this.reads = reads;
      this.writes = writes;
      this.bytes = bytes;
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
      return reads;
    }

    @Override
    public boolean mayWrite() {
      return writes;
    }
  }
}
