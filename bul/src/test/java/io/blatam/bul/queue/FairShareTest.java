package io.blatam.bul.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.blatam.bul.queue.FairShare.Grant;
import io.blatam.bul.queue.FairShare.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FairShareTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Lane FINANCE = new Lane("finance", "openai");
  private static final Lane LEGAL = new Lane("legal", "openai");

  private static Limits limits(
      Map<String, Integer> tenants,
      Map<String, Integer> areas,
      Map<String, Integer> providers,
      Map<String, Integer> weights) {
    return new Limits(1, tenants, areas, providers, weights);
  }

  private static FairShare<String> share(Limits limits) {
    return new FairShare<>(limits, Duration.ofSeconds(10));
  }

  private static FairShare<String> share() {
    return share(limits(Map.of(), Map.of(), Map.of(), Map.of()));
  }

  /** One worker that finishes each job at once, for {@code rounds} jobs; who got how many. */
  private static Map<String, Integer> served(FairShare<String> share, int rounds) {
    Map<String, Integer> served = new HashMap<>();
    for (int round = 0; round < rounds; round++) {
      share.worker("w", 1, List.of(), NOON);
      Grant<String> grant = share.assign(NOON).get(0);
      served.merge(grant.tenant(), 1, Integer::sum);
      share.granted(grant.number(), List.of(running(grant.tenant(), "j" + round)), NOON);
      share.worker("w", 1, List.of(running(grant.tenant(), "j" + round)), NOON);
      share.demand(grant.tenant(), Collections.nCopies(64, FINANCE));
    }
    return served;
  }

  private static Running running(String tenant, String job) {
    return new Running(tenant, job, FINANCE);
  }

  @Test
  void assign_oneTenantWithAThousand_doesNotKeepTheOtherWaiting() {
    FairShare<String> share = share();
    share.demand("large", Collections.nCopies(64, FINANCE));
    assertThat(served(share, 10)).containsOnlyKeys("large");

    share.demand("small", List.of(FINANCE));
    share.worker("w", 1, List.of(), NOON);

    assertThat(share.assign(NOON)).extracting(Grant::tenant).containsExactly("small");
  }

  @Test
  void woken_tenantThatMovedWithAGrantUnanswered_blocksNoWorker() {
    FairShare<String> share = share();
    share.demand("moved", List.of(FINANCE));
    share.worker("w", 1, List.of(), NOON);
    assertThat(share.assign(NOON)).extracting(Grant::tenant).containsExactly("moved");
    share.demand("other", List.of(FINANCE));
    assertThat(share.assign(NOON)).isEmpty();

    share.woken("moved");

    assertThat(share.assign(NOON)).extracting(Grant::tenant).containsExactly("other");
  }

  @Test
  void assign_weights_areTheRatio() {
    FairShare<String> share =
        share(limits(Map.of(), Map.of(), Map.of(), Map.of("gold", 3, "silver", 2)));
    for (String tenant : List.of("gold", "silver", "plain")) {
      share.demand(tenant, Collections.nCopies(64, FINANCE));
    }

    assertThat(served(share, 600)).isEqualTo(Map.of("gold", 300, "silver", 200, "plain", 100));
  }

  @Test
  void assign_newcomer_canNotHaveSavedUp() {
    FairShare<String> share = share();
    share.demand("early", Collections.nCopies(64, FINANCE));
    served(share, 100);
    share.demand("late", Collections.nCopies(64, FINANCE));

    assertThat(served(share, 100)).isEqualTo(Map.of("early", 50, "late", 50));
  }

  @Test
  void assign_limits_holdAcrossWorkers() {
    FairShare<String> share =
        share(limits(Map.of("acme", 3), Map.of("legal", 2), Map.of("openai", 4), Map.of()));
    share.worker("one", 4, List.of(), NOON);
    share.worker("two", 4, List.of(), NOON);
    share.demand("acme", List.of(LEGAL, LEGAL, LEGAL, FINANCE, FINANCE));
    share.demand("rival", List.of(LEGAL, FINANCE, FINANCE));

    List<Grant<String>> grants = share.assign(NOON);
    Map<String, Long> byTenant =
        grants.stream()
            .collect(
                Collectors.groupingBy(
                    Grant::tenant, Collectors.summingLong(grant -> grant.lanes().size())));
    List<Lane> lanes = grants.stream().flatMap(grant -> grant.lanes().stream()).toList();

    assertThat(lanes).hasSize(4);
    assertThat(lanes.stream().filter(LEGAL::equals)).hasSize(2);
    assertThat(byTenant.get("acme")).isLessThanOrEqualTo(3);
    assertThat(share.assign(NOON)).isEmpty();
  }

  @Test
  void assign_grantNotAnswered_isGivenAgainAfterAWhile() {
    FairShare<String> share = share();
    share.demand("acme", List.of(FINANCE));
    share.worker("w", 1, List.of(), NOON);
    assertThat(share.assign(NOON)).hasSize(1);
    assertThat(share.assign(NOON)).isEmpty();

    Instant later = NOON.plusSeconds(11);
    share.worker("w", 1, List.of(), later);
    share.expire(later);

    assertThat(share.assign(later)).hasSize(1);
  }

  @Test
  void assign_workerNotHeardOf_getsNothing() {
    FairShare<String> share = share();
    share.worker("w", 1, List.of(), NOON);
    share.demand("acme", List.of(FINANCE));
    share.expire(NOON.plusSeconds(11));

    assertThat(share.assign(NOON.plusSeconds(11))).isEmpty();
    assertThat(share.workers()).isZero();
  }

  @Property(tries = 200)
  void assign_whateverHappens_noWorkerIsOverfullAndNoLimitPassed(@ForAll long seed) {
    Random random = new Random(seed);
    FairShare<String> share =
        share(limits(Map.of("t0", 2), Map.of("legal", 3), Map.of(), Map.of("t1", 2)));
    Map<String, List<Running>> atWork = new HashMap<>(Map.of("one", List.of(), "two", List.of()));
    List<Grant<String>> open = new ArrayList<>();
    int number = 0;
    for (int step = 0; step < 100; step++) {
      String tenant = "t" + random.nextInt(3);
      String worker = random.nextBoolean() ? "one" : "two";
      switch (random.nextInt(4)) {
        case 0 ->
            share.demand(
                tenant,
                random
                    .ints(random.nextInt(6), 0, 2)
                    .mapToObj(n -> n == 0 ? LEGAL : FINANCE)
                    .toList());
        case 1 -> {
          if (!open.isEmpty()) {
            Grant<String> grant = open.remove(random.nextInt(open.size()));
            List<Running> taken = new ArrayList<>();
            for (Lane lane : grant.lanes()) {
              if (random.nextInt(4) > 0) {
                taken.add(new Running(grant.tenant(), "j" + number++, lane));
              }
            }
            share.granted(grant.number(), taken, NOON);
            List<Running> more = new ArrayList<>(atWork.get(grant.worker()));
            more.addAll(taken);
            atWork.put(grant.worker(), more);
            share.worker(grant.worker(), 3, more, NOON);
          }
        }
        case 2 -> {
          List<Running> fewer = new ArrayList<>(atWork.get(worker));
          if (!fewer.isEmpty()) {
            fewer.remove(random.nextInt(fewer.size()));
          }
          atWork.put(worker, fewer);
          share.worker(worker, 3, fewer, NOON);
        }
        default -> open.addAll(share.assign(NOON));
      }
      assertWithin(atWork, open);
    }
  }

  private static void assertWithin(Map<String, List<Running>> atWork, List<Grant<String>> open) {
    Map<String, Integer> byWorker = new HashMap<>();
    Map<String, Integer> byTenant = new HashMap<>();
    int legal = 0;
    for (Map.Entry<String, List<Running>> worker : atWork.entrySet()) {
      for (Running job : worker.getValue()) {
        byWorker.merge(worker.getKey(), 1, Integer::sum);
        byTenant.merge(job.tenant(), 1, Integer::sum);
        legal += job.lane().equals(LEGAL) ? 1 : 0;
      }
    }
    for (Grant<String> grant : open) {
      byWorker.merge(grant.worker(), grant.lanes().size(), Integer::sum);
      byTenant.merge(grant.tenant(), grant.lanes().size(), Integer::sum);
      legal += (int) grant.lanes().stream().filter(LEGAL::equals).count();
    }
    assertThat(byWorker.values()).allMatch(count -> count <= 3);
    assertThat(byTenant.getOrDefault("t0", 0)).isLessThanOrEqualTo(2);
    assertThat(legal).isLessThanOrEqualTo(3);
  }
}
