package io.blatam.kvcache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.FlightTable.Admission;
import io.blatam.kvcache.engine.FlightTable.Grant;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FlightTableTest {

  private static final CacheKey KEY = new CacheKey("acme", "test", "key");
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final FlightTable<String> flights = new FlightTable<>(2);

  @Example
  void acquire_firstHoldsOthersPark() {
    assertThat(acquire("a", 0)).isEqualTo(Admission.GRANTED);
    assertThat(acquire("b", 0)).isEqualTo(Admission.PARKED);
    assertThat(acquire("c", 0)).isEqualTo(Admission.PARKED);
    assertThat(acquire("d", 0)).isEqualTo(Admission.FULL);
  }

  @Example
  void acquire_again_changesNothing() {
    acquire("a", 0);
    acquire("b", 0);

    assertThat(acquire("a", 1)).isEqualTo(Admission.GRANTED);
    assertThat(acquire("b", 1)).isEqualTo(Admission.PARKED);
    assertThat(flights.land(KEY, "a").orElseThrow().waiters()).containsExactly("b");
  }

  @Example
  void acquireIfFree_onlyOneLoadsAndNobodyParks() {
    assertThat(flights.acquireIfFree(KEY, "a", LEASE, 0)).isTrue();
    assertThat(flights.acquireIfFree(KEY, "b", LEASE, 0)).isFalse();
    assertThat(flights.acquireIfFree(KEY, "a", LEASE, 0)).isTrue();
    assertThat(acquire("c", 0)).isEqualTo(Admission.PARKED);
    assertThat(flights.land(KEY, "a").orElseThrow().waiters()).containsExactly("c");
    assertThat(flights.acquireIfFree(KEY, "b", LEASE, 0)).isTrue();
  }

  @Example
  void acquireIfFree_holderLeaves_nextMayLoad() {
    flights.acquireIfFree(KEY, "a", LEASE, 0);
    flights.leave(KEY, "a", 0);

    assertThat(flights.acquireIfFree(KEY, "b", LEASE, 0)).isTrue();
  }

  @Example
  void land_notTheHolder_isRefused() {
    acquire("a", 0);
    acquire("b", 0);

    assertThat(flights.land(KEY, "b")).isEmpty();
    assertThat(flights.land(KEY, "a")).isPresent();
    assertThat(flights.land(KEY, "a")).isEmpty();
    assertThat(flights.size()).isZero();
  }

  @Example
  void leave_holder_handsOnInOrder() {
    acquire("a", 0);
    acquire("b", 0);
    acquire("c", 0);

    assertThat(flights.leave(KEY, "a", 0)).hasValue(new Grant<>(KEY, "b"));
    assertThat(flights.leave(KEY, "b", 0)).hasValue(new Grant<>(KEY, "c"));
    assertThat(flights.leave(KEY, "c", 0)).isEmpty();
    assertThat(flights.size()).isZero();
  }

  @Example
  void leave_waiter_isPassedOver() {
    acquire("a", 0);
    acquire("b", 0);
    acquire("c", 0);

    assertThat(flights.leave(KEY, "b", 0)).isEmpty();
    assertThat(flights.leave(KEY, "a", 0)).hasValue(new Grant<>(KEY, "c"));
  }

  @Example
  void expire_leaseOver_nextGetsAWholeLease() {
    acquire("a", 0);
    acquire("b", 9_000);

    assertThat(flights.expire(9_999)).isEmpty();
    assertThat(flights.expire(10_000)).containsExactly(new Grant<>(KEY, "b"));
    assertThat(flights.expire(19_999)).isEmpty();
    assertThat(flights.land(KEY, "a")).isEmpty();
    assertThat(flights.land(KEY, "b")).isPresent();
  }

  @Example
  void leaveAll_gone_droppedEverywhere() {
    acquire("a", 0);
    acquire("b", 0);
    acquire("c", 0);

    assertThat(flights.leaveAll(Set.of("a", "b")::contains, 0))
        .containsExactly(new Grant<>(KEY, "c"));
  }

  @Example
  void invalidate_duringTheFlight_isNotStoredButTheNextOneIs() {
    acquire("a", 0);
    acquire("b", 0);
    flights.invalidate(KEY);

    assertThat(flights.leave(KEY, "a", 0)).isPresent();
    assertThat(flights.land(KEY, "b").orElseThrow().store()).isTrue();

    acquire("c", 0);
    flights.invalidate(KEY);
    assertThat(flights.land(KEY, "c").orElseThrow().store()).isFalse();
  }

  /**
   * Every caller that was admitted ends exactly once: it lands, it is landed with, or it leaves.
   */
  @Property(tries = 500)
  void everyoneEndsOnce(@ForAll @Size(max = 100) List<@IntRange(max = 59) Integer> moves) {
    FlightTable<String> table = new FlightTable<>(5);
    Map<String, Integer> ended = new HashMap<>();
    Set<String> inside = new HashSet<>();
    int next = 0;
    for (int move : moves) {
      List<String> known = inside.stream().sorted().toList();
      if (move < 30 || known.isEmpty()) {
        String caller = "caller-" + next++;
        if (table.acquire(KEY, caller, LEASE, 0) != Admission.FULL) {
          inside.add(caller);
        }
        continue;
      }
      String caller = known.get(move % known.size());
      if (move < 45) {
        table
            .land(KEY, caller)
            .ifPresent(
                landing -> {
                  end(caller, inside, ended);
                  landing.waiters().forEach(waiter -> end(waiter, inside, ended));
                });
      } else {
        table.leave(KEY, caller, 0);
        end(caller, inside, ended);
      }
      assertThat(table.size()).isEqualTo(inside.isEmpty() ? 0 : 1);
    }
    assertThat(ended.values()).allMatch(times -> times == 1);
    assertThat(inside).hasSizeLessThanOrEqualTo(6);
    assertThat(
            inside.stream()
                .filter(
                    caller ->
                        table.standing(KEY, caller).filter(Admission.GRANTED::equals).isPresent()))
        .hasSize(inside.isEmpty() ? 0 : 1);
  }

  private static void end(String caller, Set<String> inside, Map<String, Integer> ended) {
    inside.remove(caller);
    ended.merge(caller, 1, Integer::sum);
  }

  private Admission acquire(String waiter, long now) {
    return flights.acquire(KEY, waiter, LEASE, now);
  }
}
