package io.blatam.kvcache.writes;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCacheException;
import io.blatam.kvcache.api.KvCacheException.Reason;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.policy.PolicyName;
import io.blatam.kvcache.store.StoreFencedException;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.store.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Some segments' writers and their one store in virtual time. Every message and every call of the
 * store takes a while that chance chooses; with faults, messages are lost, leaders die, the store
 * fails or does what it said it had not done, and segments find new owners.
 */
final class SimulatedSteps {

  static final int SEGMENTS = 3;
  static final int KEYS = 9;
  static final long LEASE = 800;
  private static final long TICK = 100;

  private record Event(long at, long number, Runnable what) {}

  private final WriteSettings settings;
  private final SplittableRandom random;
  private final boolean faults;
  final SteppedStore store = new SteppedStore(SEGMENTS);
  final StepHistory history = new StepHistory(KEYS);
  private final NamespaceWriter[] writers = new NamespaceWriter[SEGMENTS];
  private final List<List<Runnable>> unanswered = new ArrayList<>();
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(
          (one, other) ->
              one.at() != other.at()
                  ? Long.compare(one.at(), other.at())
                  : Long.compare(one.number(), other.number()));
  private long now;
  private long nextTick = TICK;
  private long numbers;
  private boolean healthy;

  SimulatedSteps(WriteSettings settings, long seed, boolean faults) {
    this.settings = settings;
    this.random = new SplittableRandom(seed);
    this.faults = faults;
    for (int segment = 0; segment < SEGMENTS; segment++) {
      unanswered.add(new ArrayList<>());
      start(segment);
    }
  }

  private void start(int segment) {
    CacheSegment cache =
        new CacheSegment(
            700,
            0,
            PolicyName.LRU.create(700),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(1));
    SegmentsStore calls = new SegmentsStore(segment);
    writers[segment] = new NamespaceWriter("test", settings, cache, calls, WriteEvents.NONE, LEASE);
    calls.writer = writers[segment];
  }

  static int segment(int key) {
    return key % SEGMENTS;
  }

  static CacheKey key(int number) {
    return new CacheKey("acme", "test", "key-" + number);
  }

  /** Chance decides, where there are faults. */
  boolean fault(int percent) {
    return faults && !healthy && random.nextInt(100) < percent;
  }

  long delay(long most) {
    return random.nextLong(most + 1);
  }

  long now() {
    return now;
  }

  void after(long millis, Runnable what) {
    events.add(new Event(now + millis, numbers++, what));
  }

  /** A message, which may be lost. */
  void tell(Runnable what) {
    if (!fault(4)) {
      after(delay(30), what);
    }
  }

  NamespaceWriter writer(int segment) {
    return writers[segment];
  }

  void put(int key) {
    StepHistory.Entry entry = history.put(key, now);
    Change change = new Change.Put(new StoredValue(new byte[entry.value()], 1, Long.MAX_VALUE));
    submit(key, entry, Optional.of(change));
  }

  void delete(int key) {
    submit(key, history.delete(key, now), Optional.of(new Change.Delete()));
  }

  void read(int key) {
    submit(key, history.read(key, now), Optional.empty());
  }

  /**
   * @param change empty for a read
   */
  private void submit(int key, StepHistory.Entry entry, Optional<Change> change) {
    List<Runnable> waiting = unanswered.get(segment(key));
    // Of a read that its segment's owner took along nobody knows anything.
    Runnable gone = change.isPresent() ? entry::unknown : entry::refused;
    waiting.add(gone);
    writers[segment(key)].submit(
        new Work() {
          private int found;

          @Override
          public CacheKey key() {
            return SimulatedSteps.key(key);
          }

          @Override
          public long bytes() {
            return entry.value();
          }

          @Override
          public boolean needsEntry() {
            return change.isEmpty();
          }

          @Override
          public boolean mayWrite() {
            return change.isPresent();
          }

          @Override
          public Optional<Change> decide(Optional<StoredValue> there, long at) {
            found = there.map(value -> value.value().length).orElse(StepHistory.NOTHING);
            return change;
          }

          @Override
          public void done(long at) {
            waiting.remove(gone);
            entry.ended(found, at);
          }

          @Override
          public void refused(KvCacheException why, long at) {
            waiting.remove(gone);
            if (change.isPresent() && why.reason() != Reason.BUSY) {
              entry.unknown();
            } else {
              entry.refused();
            }
          }
        },
        now);
  }

  /** All these keys, if none is there. */
  void putNew(List<Integer> keys) {
    new SimulatedLeader(this, keys).begin();
  }

  /** The segment's owner is gone, and another has come. */
  void move(int segment) {
    unanswered.get(segment).forEach(Runnable::run);
    unanswered.get(segment).clear();
    start(segment);
  }

  void pass(long millis) {
    long until = now + millis;
    while (true) {
      long next = Math.min(nextTick, events.isEmpty() ? Long.MAX_VALUE : events.element().at());
      for (NamespaceWriter writer : writers) {
        next = Math.min(next, Math.max(now, writer.wakeAt().orElse(Long.MAX_VALUE)));
      }
      if (next > until) {
        now = until;
        return;
      }
      now = next;
      if (!events.isEmpty() && events.element().at() <= now) {
        events.remove().what().run();
      } else {
        nextTick = now >= nextTick ? now + TICK : nextTick;
        for (NamespaceWriter writer : writers) {
          writer.tick(now);
        }
      }
    }
  }

  /** From now on nothing fails; whoever is still at something ends, and everything is read once. */
  void settle() {
    healthy = true;
    pass(20 * LEASE + 10 * settings.retryMax());
    for (int key = 0; key < KEYS; key++) {
      read(key);
    }
    pass(2 * LEASE);
    for (NamespaceWriter writer : writers) {
      var flushed = writer.flush(now).toCompletableFuture();
      pass(LEASE);
      assertThat(flushed).isCompleted();
      assertThat(writer.figures(now)).isEqualTo(WriteFigures.NOTHING);
    }
    assertThat(history.allAnswered()).as("every call is answered once").isTrue();
  }

  /** What one owner of one segment calls. */
  private final class SegmentsStore implements StoreCalls {

    private final int segment;
    private NamespaceWriter writer;

    SegmentsStore(int segment) {
      this.segment = segment;
    }

    /**
     * @param effect says whether it was allowed to
     */
    private void call(BooleanSupplier effect, Runnable done, Consumer<Throwable> failed) {
      boolean fails = fault(8);
      boolean lies = fails && fault(50);
      boolean[] allowed = {true};
      after(
          delay(40),
          () -> {
            allowed[0] = fails && !lies || effect.getAsBoolean();
            after(
                delay(20),
                () -> {
                  if (writers[segment] != writer) {
                    return;
                  } else if (!allowed[0]) {
                    failed.accept(new StoreFencedException("test", segment, 0));
                  } else if (fails) {
                    failed.accept(new IllegalStateException("away"));
                  } else {
                    done.run();
                  }
                });
          });
    }

    @Override
    public void claim() {
      long[] epoch = {0};
      call(
          () -> {
            epoch[0] = store.claim(segment);
            return true;
          },
          () -> writer.claimed(epoch[0], now),
          failure -> writer.claimFailed(failure, now));
    }

    @Override
    public void load(List<CacheKey> keys) {
      Map<CacheKey, StoredValue> found = new HashMap<>();
      call(
          () -> {
            keys.forEach(key -> store.value(key).ifPresent(value -> found.put(key, value)));
            return true;
          },
          () -> writer.loaded(found, now),
          failure -> writer.loadFailed(failure, now));
    }

    @Override
    public void save(long epoch, List<StoreWrite> writes) {
      call(
          () -> store.save(segment, epoch, writes),
          () -> writer.saved(now),
          failure -> writer.saveFailed(failure, now));
    }

    @Override
    public void withdraw(Version upTo) {
      call(
          () -> store.withdraw(segment, upTo),
          () -> writer.withdrawn(now),
          failure -> writer.withdrawFailed(failure, now));
    }

    @Override
    public int maxValueBytes() {
      return 10_000;
    }
  }

  static List<Integer> keysFrom(int first, int count, int stride) {
    return IntStream.range(0, count).mapToObj(i -> (first + i * stride) % KEYS).distinct().toList();
  }
}
