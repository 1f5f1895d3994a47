package io.blatam.kvcache.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.analytics.GroupFigures;
import io.blatam.kvcache.analytics.GroupName;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.policy.PolicyName;
import io.blatam.kvcache.insight.AllEntries;
import io.blatam.kvcache.insight.ClusterInsight;
import io.blatam.kvcache.insight.ClusterReport;
import io.blatam.kvcache.insight.Inquiry;
import io.blatam.kvcache.shard.EntryFilter;
import io.blatam.kvcache.shard.EntryLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/** What two, then three, nodes of one cluster say together. */
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterInsightTest {

  private static final int ENTRIES = 200;

  private static final List<ActorSystem<Void>> SYSTEMS = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    SYSTEMS.add(TestSystems.founder(TestSystems.QUICK_MOVES));
    SYSTEMS.add(TestSystems.joining(SYSTEMS.get(0), TestSystems.QUICK_MOVES));
    TestSystems.awaitEvenSegments(SYSTEMS);
    awaitNodes(2);
    for (int i = 0; i < ENTRIES; i++) {
      CacheKey key = new CacheKey("acme", "test", "key-" + i);
      done(cache(i % 2).put(key, new byte[50], Duration.ofMinutes(5), Duration.ofMillis(10)));
      done(cache((i + 1) % 2).get(key));
    }
  }

  @AfterAll
  static void stop() {
    SYSTEMS.forEach(ActorSystem::terminate);
  }

  private static ClusterKvCache cache(int node) {
    return KvCacheExtension.of(SYSTEMS.get(node));
  }

  private static ClusterInsight insight(int node) {
    return new ClusterInsight(SYSTEMS.get(node));
  }

  private static AllEntries entries(int node) {
    return new AllEntries(
        insight(node),
        cache(node).segments(),
        cache(node).everySegment()::awaken,
        SYSTEMS.get(node).executionContext());
  }

  private static <T> T done(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, SECONDS);
  }

  private static void await(Supplier<Boolean> condition) {
    TestProbe<Void> probe = TestProbe.create(SYSTEMS.get(0));
    probe.awaitAssert(
        Duration.ofSeconds(60),
        Duration.ofMillis(200),
        () -> {
          assertThat(condition.get()).isTrue();
          return null;
        });
  }

  private static void awaitNodes(int count) {
    for (int i = 0; i < SYSTEMS.size(); i++) {
      ClusterInsight asking = insight(i);
      await(() -> report(asking).nodes().size() == count);
    }
  }

  private static ClusterReport report(ClusterInsight asking) {
    try {
      return done(asking.report(Inquiry.figures(Optional.empty())));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Order(1)
  void report_fromEitherNode_hasAllFiguresOfBoth() {
    for (int node = 0; node < 2; node++) {
      ClusterReport report = report(insight(node));

      assertThat(report.silent()).isZero();
      GroupFigures group =
          report.figures().stream()
              .filter(figures -> figures.name().equals(new GroupName("acme", "test")))
              .findFirst()
              .orElseThrow();
      assertThat(group.hits()).isEqualTo(ENTRIES);
      assertThat(group.savedMillis()).isEqualTo(10L * ENTRIES);
      assertThat(report.latencies().get("get").count()).isEqualTo(ENTRIES);
      assertThat(report.latencies().get("remote").count()).isPositive();
      assertThat(report.latencies().get("get").p99())
          .isGreaterThanOrEqualTo(report.latencies().get("get").p50());
    }
  }

  @Test
  @Order(2)
  void entries_pagedOverBothNodes_areAllThereOnce() throws Exception {
    EntryFilter filter = new EntryFilter(Optional.of("acme"), Optional.empty(), Optional.empty());
    List<EntryLine> all = new ArrayList<>();
    Optional<EntryLine> after = Optional.empty();
    List<EntryLine> page;
    do {
      page = done(entries(0).list(filter, after, 30)).lines();
      all.addAll(page);
      after = page.isEmpty() ? after : Optional.of(page.get(page.size() - 1));
    } while (!page.isEmpty() && all.size() <= ENTRIES);

    assertThat(all).extracting(EntryLine::key).doesNotHaveDuplicates().hasSize(ENTRIES);
  }

  @Test
  @Order(3)
  void choose_aPolicy_holdsOnBothNodesAndOnTheOneThatComesLater() throws Exception {
    int segments = cache(0).segments();

    assertThat(done(insight(1).choose(PolicyName.LRU, 1_000))).isEqualTo(2);
    assertThat(report(insight(0)).policies()).isEqualTo(Map.of("lru", segments));

    SYSTEMS.add(TestSystems.joining(SYSTEMS.get(0), TestSystems.QUICK_MOVES));
    KvCacheExtension.of(SYSTEMS.get(2));
    awaitNodes(3);
    done(insight(2).choose(PolicyName.LFU, 999));
    await(
        () -> {
          ClusterReport report = report(insight(2));
          return report.policies().keySet().equals(java.util.Set.of("lru"));
        });
  }

  @Test
  @Order(4)
  void clear_removesOnEveryNode() throws Exception {
    EntryFilter filter =
        new EntryFilter(Optional.of("acme"), Optional.of("test"), Optional.empty());

    AllEntries.Cleared cleared = done(entries(0).clear(filter));

    assertThat(cleared).isEqualTo(new AllEntries.Cleared(ENTRIES, 3, 0, 0));
    assertThat(done(entries(1).list(filter, Optional.empty(), 10)))
        .isEqualTo(new AllEntries.Listed(List.of(), 0));
    assertThat(done(cache(1).get(new CacheKey("acme", "test", "key-1")))).isEmpty();
  }
}
