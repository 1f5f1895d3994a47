package io.blatam.kvcache.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.api.TokenLedger;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Figures, entries and policy through the HTTP door of a real platform. */
@Timeout(60)
class KvCacheInsightTest {

  private static final String ROOT = "/api/v1/kv-cache";

  private static ScratchPlatform scratch;
  private static URI server;
  private static KvCache cache;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    scratch =
        ScratchPlatform.start(
            folder,
            """
            blatam.kvcache.segments = 4
            blatam.kv-cache.resp.port = 0
            blatam.kvcache.analytics { sample-rate = 1, price-per-hour = 3600, price-per-million-output-tokens = 10 }
            blatam.kvcache.namespaces.vault.access { read = [vault], write = [vault] }
            blatam.kvcache.rate-limit.tenants."hasty".http.operations-per-second = 1
            kamon.metric.tick-interval = 1s
            """);
    server = scratch.serve("kv-cache", new KvCacheService().start(scratch.platform()));
    cache = KvCache.get(scratch.platform().system());
  }

  @AfterAll
  static void stop() {
    scratch.close();
  }

  private static HttpCaller caller(String tenant, String... scopes) {
    return new HttpCaller(server, scratch.token(tenant, scopes));
  }

  private static void fill(String tenant, String namespace, int from, int to) throws Exception {
    List<CompletableFuture<Void>> puts = new ArrayList<>();
    for (int i = from; i < to; i++) {
      puts.add(
          cache
              .put(
                  new CacheKey(tenant, namespace, "key-" + i),
                  new byte[100],
                  Duration.ofMinutes(5),
                  Duration.ofMillis(1_000))
              .toCompletableFuture());
    }
    CompletableFuture.allOf(puts.toArray(CompletableFuture[]::new)).get(30, SECONDS);
  }

  private static void read(String tenant, String namespace, String key, int times)
      throws Exception {
    List<CompletableFuture<?>> gets = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      gets.add(cache.get(new CacheKey(tenant, namespace, key)).toCompletableFuture());
    }
    CompletableFuture.allOf(gets.toArray(CompletableFuture[]::new)).get(30, SECONDS);
  }

  @Test
  void stats_operator_seesNamespacesTenantsLatenciesAndNodes() throws Exception {
    fill("stats", "a", 0, 10);
    read("stats", "a", "key-1", 5);
    read("stats", "a", "none", 5);

    JsonNode all = caller("default", "admin").get(ROOT + "/stats").json();
    JsonNode own = caller("stats", "documents").get(ROOT + "/stats").json();

    JsonNode group = named(own.path("namespaces"), "namespace", "a");
    assertThat(group.path("hits").asInt()).isEqualTo(5);
    assertThat(group.path("misses").asInt()).isEqualTo(5);
    assertThat(group.path("hit_ratio").asDouble()).isEqualTo(0.5);
    assertThat(group.path("saved_millis").asInt()).isEqualTo(5_000);
    assertThat(own.path("namespaces")).hasSize(1);
    assertThat(own.has("latency")).isFalse();
    assertThat(named(all.path("tenants"), "tenant", "stats").path("hits").asInt()).isEqualTo(5);
    assertThat(all.at("/latency/get/count").asInt()).isGreaterThanOrEqualTo(10);
    assertThat(all.at("/latency/get/p99").asDouble()).isPositive();
    assertThat(all.at("/latency/put/p50").asDouble()).isPositive();
    assertThat(all.at("/nodes/answered")).hasSize(1);
    assertThat(all.at("/nodes/silent").asInt()).isZero();
    assertThat(all.at("/tiers/hot/entries").asInt()).isGreaterThanOrEqualTo(10);
    assertThat(all.path("throughput").has("lookups")).isTrue();
  }

  private static JsonNode named(JsonNode list, String field, String value) {
    for (JsonNode each : list) {
      if (each.path(field).asText().equals(value)) {
        return each;
      }
    }
    throw new AssertionError("no " + field + " " + value + " in " + list);
  }

  @Test
  void entries_pages_giveEveryEntryOnceWithoutItsValue() throws Exception {
    Instant begin = Instant.now().minusSeconds(1);
    fill("paged", "pages", 0, 95);
    HttpCaller caller = caller("paged");
    Set<String> seen = new HashSet<>();
    String cursor = "";
    int pages = 0;
    do {
      Answer answer = caller.get(ROOT + "/entries?namespace=pages&limit=10" + cursor);
      assertThat(answer.status()).isEqualTo(200);
      for (JsonNode item : answer.json().path("items")) {
        assertThat(seen.add(item.path("key").asText())).isTrue();
        assertThat(item.path("bytes").asInt()).isBetween(200, 700);
        assertThat(item.path("cost_millis").asInt()).isEqualTo(1_000);
        assertThat(item.path("tier").asText()).isEqualTo("hot");
        assertThat(item.has("expires_at")).isTrue();
        assertThat(item.path("ttl_millis").asLong()).isBetween(1L, 300_000L);
        assertThat(Instant.parse(item.path("since").asText())).isBetween(begin, Instant.now());
        assertThat(Instant.parse(item.path("last_read_at").asText()))
            .isBetween(begin, Instant.now());
        assertThat(item.has("value")).isFalse();
      }
      pages++;
      cursor = "&cursor=" + answer.json().path("next").asText();
    } while (!cursor.equals("&cursor=") && pages < 20);
    assertThat(seen).hasSize(95);
    assertThat(pages).isEqualTo(10);
    assertThat(caller.get(ROOT + "/entries?cursor=nonsense").problem()).isEqualTo("validation");
    assertThat(caller("globex").get(ROOT + "/entries?tenant=paged").status()).isEqualTo(403);
    assertThat(caller("globex").get(ROOT + "/entries").json().path("items")).isEmpty();
  }

  @Test
  void clear_byPrefix_removesThatAndIsAudited() throws Exception {
    fill("cleared", "x", 0, 20);
    fill("kept", "x", 0, 20);

    Answer answer =
        caller("cleared").post(ROOT + "/clear", "{\"namespace\":\"x\",\"prefix\":\"key-1\"}");

    assertThat(answer.json().path("cleared").asInt()).as(answer.text()).isEqualTo(11);
    assertThat(answer.json().path("silent").asInt()).isZero();
    assertThat(caller("cleared").get(ROOT + "/entries").json().path("items")).hasSize(9);
    assertThat(caller("kept").get(ROOT + "/entries").json().path("items")).hasSize(20);
    assertThat(
            caller("cleared").delete(ROOT + "/entries?namespace=x").json().path("cleared").asInt())
        .isEqualTo(9);
    TestProbe<Void> probe = TestProbe.create(scratch.platform().system());
    probe.awaitAssert(
        Duration.ofSeconds(10),
        () -> {
          var page = scratch.platform().audit().page("cleared", OptionalLong.empty(), 10);
          assertThat(page.toCompletableFuture().get(5, SECONDS).entries())
              .extracting(entry -> entry.action() + " " + entry.target())
              .contains("cache.cleared tenant=cleared namespace=x prefix=key-1");
          return null;
        });
  }

  @Test
  void clear_withoutSayingWhat_isRefused() {
    assertThat(caller("default", "admin").post(ROOT + "/clear", "{}").problem())
        .isEqualTo("validation");
    assertThat(caller("acme").post(ROOT + "/clear", "{\"tenant\":\"globex\"}").status())
        .isEqualTo(403);
  }

  @Test
  void clear_emptyPrefix_isRefusedAndNothingGoes() throws Exception {
    fill("hurried", "x", 0, 3);

    for (String field : new String[] {"prefix", "namespace", "tenant"}) {
      Answer answer = caller("hurried", "vault").post(ROOT + "/clear", "{\"" + field + "\":\"\"}");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.text()).contains(field + ": is empty");
    }
    assertThat(caller("hurried", "vault").delete(ROOT + "/entries?prefix=").status())
        .isEqualTo(400);
    assertThat(caller("hurried").get(ROOT + "/entries").json().path("items")).hasSize(3);
  }

  @Test
  void administrator_ofAnotherTenant_seesAndClearsTheirOwnAlone() throws Exception {
    fill("neighbour", "x", 0, 3);
    HttpCaller administrator = caller("landlord", "admin");
    administrator.get(ROOT + "/stats");

    for (String path : new String[] {"/entries", "/stats", "/analytics"}) {
      assertThat(administrator.get(ROOT + path + "?tenant=neighbour").status()).isEqualTo(403);
    }
    assertThat(administrator.get(ROOT + "/entries").json().path("items")).isEmpty();
    assertThat(administrator.get(ROOT + "/stats").json().has("total")).isFalse();
    assertThat(administrator.get(ROOT + "/health").json().path("checks")).isEmpty();
    assertThat(administrator.post(ROOT + "/clear", "{\"tenant\":\"neighbour\"}").status())
        .isEqualTo(403);
    assertThat(administrator.post(ROOT + "/clear", "{\"all\":true}").json().path("cleared").asInt())
        .isZero();
    assertThat(administrator.get(ROOT + "/policy").status()).isEqualTo(403);
    assertThat(administrator.get(ROOT + "/devices").status()).isEqualTo(403);
    assertThat(administrator.post(ROOT + "/warm-up", "{\"tenant\":\"neighbour\"}").status())
        .isEqualTo(403);
    assertThat(caller("neighbour").get(ROOT + "/entries").json().path("items")).hasSize(3);
  }

  @Test
  void keys_ofARedisDatabase_areTheTextThatItsClientsMean() throws Exception {
    String said = "año/日本";
    String kept = new String(said.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    cache
        .put(
            new CacheKey("bilingual", "redis-3", kept),
            new byte[] {'1'},
            Duration.ofMinutes(5),
            Duration.ZERO)
        .toCompletableFuture()
        .get(20, SECONDS);
    HttpCaller caller = caller("bilingual");
    String encoded = URLEncoder.encode(said, StandardCharsets.UTF_8);

    assertThat(caller.get(ROOT + "/values/redis-3?key=" + encoded).text()).isEqualTo("1");
    assertThat(caller.get(ROOT + "/entries").json().at("/items/0/key").asText()).isEqualTo(said);
    assertThat(
            caller
                .post(ROOT + "/clear", "{\"namespace\":\"redis-3\",\"prefix\":\"año\"}")
                .json()
                .path("cleared")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void warmUp_keyThatIsNone_isRefused() {
    Answer answer =
        caller("warmed").post(ROOT + "/warm-up", "{\"namespace\":\"x\",\"keys\":[null]}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).contains("keys: must be");
  }

  @Test
  void warmUp_ofListedKeys_isAuditedAsThatOfTheHottestIs() {
    Answer answer =
        caller("warmer").post(ROOT + "/warm-up", "{\"namespace\":\"w\",\"keys\":[\"a\"]}");
    assertThat(answer.status()).isEqualTo(202);
    TestProbe<Void> probe = TestProbe.create(scratch.platform().system());
    probe.awaitAssert(
        Duration.ofSeconds(10),
        () -> {
          var page = scratch.platform().audit().page("warmer", OptionalLong.empty(), 10);
          assertThat(page.toCompletableFuture().get(5, SECONDS).entries())
              .extracting(entry -> entry.action() + " " + entry.target())
              .containsExactly("cache.warmed tenant=warmer namespace=w");
          return null;
        });
  }

  /** An unset variable of a script would be told that there is nothing. */
  @Test
  void emptyTenantOrNamespace_isRefused() {
    HttpCaller operator = caller("default", "admin");
    for (String path : new String[] {"/entries", "/stats", "/analytics"}) {
      for (String field : new String[] {"tenant", "namespace"}) {
        Answer answer = operator.get(ROOT + path + "?" + field + "=");
        assertThat(answer.status()).as(path + " " + field).isEqualTo(400);
        assertThat(answer.text()).contains(field + ": is empty; leave it out");
      }
    }
    assertThat(operator.post(ROOT + "/warm-up", "{\"namespace\":\"\"}").text())
        .contains("namespace: is empty; leave it out");
    assertThat(operator.post(ROOT + "/warm-up", "{\"tenant\":\"\"}").text())
        .contains("tenant: is empty; leave it out");
  }

  @Test
  void access_ofANamespace_holdsAtThisDoorToo() throws Exception {
    fill("guarded", "vault", 0, 3);

    assertThat(caller("guarded").get(ROOT + "/entries?namespace=vault").status()).isEqualTo(403);
    assertThat(caller("guarded").get(ROOT + "/entries").json().path("items")).isEmpty();
    assertThat(caller("guarded").delete(ROOT + "/entries?namespace=vault").status()).isEqualTo(403);
    assertThat(caller("guarded", "vault").get(ROOT + "/entries").json().path("items")).hasSize(3);
    assertThat(
            caller("guarded", "vault")
                .delete(ROOT + "/entries?namespace=vault")
                .json()
                .path("cleared")
                .asInt())
        .isEqualTo(3);
  }

  @Test
  void rate_ofATenant_isAnswered429() {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      answers.add(caller("hasty").get(ROOT + "/entries"));
    }
    Answer refused =
        answers.stream().filter(answer -> answer.status() == 429).findFirst().orElseThrow();
    assertThat(refused.problem()).isEqualTo("too-many-requests");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 2);
    assertThat(answers.get(0).status()).isEqualTo(200);
  }

  @Test
  void policy_put_switchesEverySegmentAndKeepsTheEntries() throws Exception {
    fill("switched", "p", 0, 50);
    HttpCaller operator = caller("default", "admin");

    Answer answer =
        operator.send(
            operator
                .request(ROOT + "/policy")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"policy\":\"lru\"}")));

    assertThat(answer.json().at("/segments/lru").asInt()).isEqualTo(4);
    assertThat(answer.json().path("segments")).hasSize(1);
    assertThat(answer.json().path("configured").asText()).isEqualTo("adaptive");
    assertThat(operator.get(ROOT + "/policy").json().at("/segments/lru").asInt()).isEqualTo(4);
    assertThat(operator.get(ROOT + "/entries?tenant=switched&limit=100").json().path("items"))
        .hasSize(50);
    assertThat(caller("switched").get(ROOT + "/policy").status()).isEqualTo(403);
    Answer unknown =
        operator.send(
            operator
                .request(ROOT + "/policy")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"policy\":\"fifo\"}")));
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.text()).contains("must be adaptive, lru or lfu");
  }

  @Test
  void analytics_saysWhatWasSavedAndWhatIsHot() throws Exception {
    fill("studied", "generation", 0, 200);
    for (int round = 0; round < 6; round++) {
      for (int i = 0; i < 200; i++) {
        read("studied", "generation", "key-" + i, 1);
      }
    }
    read("studied", "generation", "key-7", 2_000);
    TokenLedger.of(scratch.platform().system()).saved("studied", "generation", 1_000, 500_000);

    HttpCaller caller = caller("studied");
    JsonNode english = caller.get(ROOT + "/analytics").json();
    JsonNode spanish =
        caller
            .send(caller.request(ROOT + "/analytics").header("Accept-Language", "es-CO").GET())
            .json();

    assertThat(english.path("lookups").asInt()).isEqualTo(3_200);
    assertThat(english.at("/curve/points")).hasSizeGreaterThan(8);
    assertThat(english.at("/curve/capacity_bytes").asLong()).isEqualTo(4L * (4 << 20));
    double now = english.at("/curve/points/5/hit_ratio").asDouble();
    assertThat(now).isGreaterThan(0.9);
    assertThat(english.at("/hottest/0/key").asText()).isEqualTo("key-7");
    assertThat(english.at("/hottest/0/lookups").asInt()).isBetween(1_000, 3_500);
    JsonNode saved = english.at("/savings/0");
    assertThat(saved.path("saved_millis").asLong()).isEqualTo(3_200_000);
    assertThat(saved.path("by_time").asDouble()).isEqualTo(3_200);
    assertThat(saved.path("by_tokens").asDouble()).isEqualTo(5);
    assertThat(english.path("sentences").toString())
        .contains("Twice the memory (32 MiB instead of 16 MiB)", "3200.00 USD");
    assertThat(spanish.path("sentences").toString())
        .contains("El doble de memoria (32 MiB en vez de 16 MiB)", "3200,00 USD");
    assertThat(caller("stranger").get(ROOT + "/analytics").json().path("lookups").asInt()).isZero();
  }

  @Test
  void health_operatorsSeeChecks_othersTheState() {
    JsonNode all = caller("default", "admin").get(ROOT + "/health").json();

    assertThat(all.path("checks")).hasSize(5);
    assertThat(all.path("state").asText()).isIn("ok", "warn");
    assertThat(named(all.path("checks"), "name", "segments").path("value").asInt()).isZero();
    JsonNode own = caller("acme").get(ROOT + "/health").json();
    assertThat(own.path("state").asText()).isNotEmpty();
    assertThat(own.path("checks")).isEmpty();
  }

  @Test
  void warmUp_listedKeysOrTheHottest_isAccepted() throws Exception {
    fill("warmed", "w", 0, 5);
    HttpCaller caller = caller("warmed");

    Answer listed =
        caller.post(ROOT + "/warm-up", "{\"namespace\":\"w\",\"keys\":[\"key-1\",\"none\"]}");

    assertThat(listed.status()).isEqualTo(202);
    assertThat(listed.json().path("keys").asInt()).isEqualTo(2);
    assertThat(caller.post(ROOT + "/warm-up", "{\"namespace\":\"w\"}").status()).isEqualTo(202);
    // Some namespace needs a scope that this caller lacks, so one has to be named.
    assertThat(caller.post(ROOT + "/warm-up", "{}").status()).isEqualTo(403);
    assertThat(caller.post(ROOT + "/warm-up", "{\"keys\":[\"a\"]}").problem())
        .isEqualTo("validation");
  }

  @Test
  void metrics_ofTheNewFigures_areExported() throws Exception {
    fill("metered", "m", 0, 3);
    read("metered", "m", "key-1", 3);
    caller("default", "admin").get(ROOT + "/health");
    caller("default", "admin").get(ROOT + "/analytics");
    TestProbe<Void> probe = TestProbe.create(scratch.platform().system());
    probe.awaitAssert(
        Duration.ofSeconds(20),
        () -> {
          // The order of labels is nobody's promise.
          assertThat(HttpCaller.anonymous(server).get("/metrics").text())
              .containsPattern("blatam_kvcache_operation_seconds_bucket\\{.*operation=\"get\"")
              .contains(
                  "blatam_kvcache_hit_ratio",
                  "blatam_kvcache_lookups_per_second",
                  "blatam_kvcache_evictions_per_second",
                  "blatam_kvcache_health{check=\"memory\"}",
                  "blatam_kvcache_saved_money{");
          return null;
        });
  }
}
