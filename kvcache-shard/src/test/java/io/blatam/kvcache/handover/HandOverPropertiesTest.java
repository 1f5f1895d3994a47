package io.blatam.kvcache.handover;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.CachedValue;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Lifetime;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;

/** A segment moves while it is used: whatever arrives when, nothing older comes over newer. */
class HandOverPropertiesTest {

  private static final long BOUND = 1_000_000;
  private static final int KEYS = 12;

  private enum Kind {
    DELIVER,
    OPEN,
    WRITE,
    REMOVE,
    CLEAR,
    CLOSE
  }

  record Step(Kind kind, int key) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
            Tuple.of(8, Kind.DELIVER),
            Tuple.of(2, Kind.OPEN),
            Tuple.of(3, Kind.WRITE),
            Tuple.of(3, Kind.REMOVE),
            Tuple.of(1, Kind.CLEAR),
            Tuple.of(1, Kind.CLOSE));
    return Combinators.combine(kinds, Arbitraries.integers().between(0, KEYS - 1))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(0, 5_000).list().ofMinSize(1).ofMaxSize(KEYS);
  }

  @Property(tries = 500)
  void moving_nothingOlderComesOverNewer_andOnlyTheChangedIsMissing(
      @ForAll("sizes") List<Integer> sizes,
      @ForAll("steps") List<Step> steps,
      @ForAll @IntRange(min = 400, max = 6_000) int messageBytes) {
    List<CacheEntry> contents = contents(sizes);
    Shipment shipment = new Shipment(contents, BOUND, messageBytes);
    CacheSegment segment = segment();
    Arrival arrival = new Arrival(segment, BOUND, 1);
    Map<CacheKey, Optional<byte[]>> changed = new HashMap<>();
    byte stamp = 100;

    boolean closed = false;
    for (Step step : steps) {
      CacheKey key = key(step.key());
      switch (step.kind()) {
        case DELIVER -> deliver(shipment, arrival);
        case OPEN -> arrival.open(0);
        case CLOSE -> {
          closed |= !arrival.isOver() && arrival.isOpen();
          if (arrival.isOpen()) {
            arrival.close();
          }
        }
        case WRITE -> {
          if (arrival.isOpen()) {
            byte[] value = {stamp++};
            arrival.changed(key);
            segment.putUntil(key, value, Long.MAX_VALUE, 1, 0);
            changed.put(key, Optional.of(value));
          }
        }
        case REMOVE -> {
          if (arrival.isOpen()) {
            arrival.changed(key);
            segment.remove(key);
            changed.put(key, Optional.empty());
          }
        }
        case CLEAR -> {
          if (arrival.isOpen()) {
            arrival.cleared(each -> true);
            for (int i = 0; i < KEYS; i++) {
              segment.remove(key(i));
              changed.put(key(i), Optional.empty());
            }
          }
        }
        default -> throw new IllegalStateException();
      }
    }
    // Whatever the steps left out arrives in the end.
    do {
      deliver(shipment, arrival);
    } while (!shipment.empty());

    assertThat(arrival.isOpen()).isTrue();
    for (CacheEntry entry : contents) {
      Optional<byte[]> expected = changed.getOrDefault(entry.key(), Optional.of(entry.encoded()));
      Optional<byte[]> found = segment.get(entry.key(), 0).map(CachedValue::value);
      if (closed && !changed.containsKey(entry.key())) {
        found.ifPresent(value -> assertThat(value).isEqualTo(entry.encoded()));
      } else if (expected.isEmpty()) {
        assertThat(found).isEmpty();
      } else {
        assertThat(found).hasValueSatisfying(it -> assertThat(it).isEqualTo(expected.get()));
      }
    }
  }

  @Property(tries = 300)
  void shipment_messagesFit_andGiveTheContentsInOrder(
      @ForAll("sizes") List<Integer> sizes,
      @ForAll @IntRange(min = 400, max = 6_000) int messageBytes) {
    List<CacheEntry> contents = contents(sizes);
    Shipment shipment = new Shipment(contents, BOUND, messageBytes);
    Arrivals arrivals = new Arrivals(10);
    List<CacheEntry> arrived = new ArrayList<>();

    while (!shipment.empty()) {
      List<Parcel> message = shipment.next();
      int bytes = message.stream().mapToInt(it -> it.part().length + Parcel.OVERHEAD_BYTES).sum();
      assertThat(bytes).isLessThanOrEqualTo(messageBytes);
      arrived.addAll(arrivals.unpack("node", message));
    }

    assertThat(shipment.bytes()).isZero();
    assertThat(arrived).hasSameSizeAs(contents);
    for (int i = 0; i < arrived.size(); i++) {
      assertThat(arrived.get(i).key()).isEqualTo(contents.get(i).key());
      assertThat(arrived.get(i).encoded()).isEqualTo(contents.get(i).encoded());
    }
  }

  @Property(tries = 200)
  void movedTwice_evictionOrderIsKept(@ForAll("sizes") List<Integer> sizes) {
    CacheSegment first = segment();
    contents(sizes).forEach(entry -> first.restore(entry, 0));
    first.get(key(0), 0);
    List<CacheKey> order = new ArrayList<>();
    first.listing().forEach(0, entry -> order.add(entry.key()));

    CacheSegment second = moved(moved(first));

    List<CacheKey> after = new ArrayList<>();
    second.listing().forEach(0, entry -> after.add(entry.key()));
    assertThat(after).isEqualTo(order);
  }

  @Example
  void moved_staleTimesAndPinsGoWithTheirEntries() {
    CacheSegment first = segment();
    first.put(key(0), new byte[] {1}, Duration.ofMillis(100), Duration.ofMillis(900), 1, 0);
    first.put(key(1), new byte[] {2}, Duration.ofDays(1), 1, 0);
    first.pin(key(1), 0);

    CacheSegment second = moved(first);

    assertThat(second.get(key(0), 500)).isEmpty();
    assertThat(second.getStale(key(0), 500)).isPresent();
    assertThat(second.getStale(key(0), 1_000)).isEmpty();
    assertThat(second.unpin(key(1), 0)).isTrue();
  }

  private static CacheSegment moved(CacheSegment from) {
    Shipment shipment = new Shipment(new Arrival(from, BOUND, 0).hottestFirst(0), BOUND, 2_000);
    CacheSegment to = segment();
    Arrival arrival = new Arrival(to, BOUND, 1);
    while (!arrival.isOpen()) {
      deliver(shipment, arrival);
    }
    return to;
  }

  private static void deliver(Shipment shipment, Arrival arrival) {
    List<Parcel> parcels = shipment.next();
    arrival.delivered("node", parcels, shipment.empty(), 0);
  }

  private static List<CacheEntry> contents(List<Integer> sizes) {
    List<CacheEntry> entries = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      byte[] value = new byte[sizes.get(i)];
      for (int at = 0; at < value.length; at++) {
        value[at] = (byte) (at * 7 + i);
      }
      entries.add(CacheEntry.of(key(i), value, false, i, Lifetime.until(Long.MAX_VALUE)));
    }
    return entries;
  }

  private static CacheKey key(int number) {
    return new CacheKey("acme", "test", "key-" + number);
  }

  private static CacheSegment segment() {
    return new CacheSegment(
        BOUND,
        0,
        PolicyName.LRU.create(BOUND),
        Codec.RAW,
        Residency.MEMORY_ONLY,
        new SplittableRandom(1));
  }
}
