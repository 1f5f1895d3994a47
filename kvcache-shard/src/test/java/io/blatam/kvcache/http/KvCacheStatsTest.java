package io.blatam.kvcache.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KvCacheStatsTest {

  private static final String STATS = "/api/v1/kv-cache/stats";

  private static ScratchPlatform scratch;
  private static URI server;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    scratch =
        ScratchPlatform.start(
            folder,
            """
            blatam.kvcache.segments = 4
            blatam.kv-cache.resp.port = 0
            kamon.metric.tick-interval = 1s
            """);
    server = scratch.serve("kv-cache", new KvCacheService().start(scratch.platform()));
    KvCache cache = KvCache.get(scratch.platform().system());
    for (String tenant : new String[] {"acme", "acme", "globex"}) {
      CacheKey key = new CacheKey(tenant, "test", "key");
      cache
          .put(key, new byte[1_000], Duration.ofMinutes(5), Duration.ofMillis(40))
          .thenComposeAsync(done -> cache.get(key))
          .toCompletableFuture()
          .get(30, SECONDS);
    }
  }

  @AfterAll
  static void stop() {
    scratch.close();
  }

  @Test
  void stats_tenant_seesItsOwnPartOnly() {
    Answer answer = caller("acme", "documents").get(STATS);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("tenant").asText()).isEqualTo("acme");
    assertThat(answer.json().path("own").path("entries").asInt()).isEqualTo(1);
    assertThat(answer.json().path("own").path("hits").asInt()).isEqualTo(2);
    assertThat(answer.json().path("own").path("saved_millis").asInt()).isEqualTo(80);
    assertThat(answer.json().has("total")).isFalse();
    assertThat(answer.json().has("segments")).isFalse();
  }

  @Test
  void stats_operator_seesEverything() {
    Answer answer = caller("default", "admin").get(STATS);

    assertThat(answer.json().path("total").path("entries").asInt()).isEqualTo(2);
    assertThat(answer.json().path("total").path("bytes").asInt()).isBetween(2_000, 4_000);
    assertThat(answer.json().path("segments")).hasSize(4);
  }

  @Test
  void devices_operator_seesTheCpuAndWhyThereIsNoOther() {
    Answer answer = caller("default", "admin").get("/api/v1/kv-cache/devices");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("devices").path(0).path("name").asText()).isEqualTo("cpu");
    assertThat(answer.json().has("no_gpu")).isEqualTo(answer.json().path("devices").size() == 1);
    assertThat(caller("acme", "documents").get("/api/v1/kv-cache/devices").status()).isEqualTo(403);
  }

  @Test
  void stats_anotherTenant_onlyForOperators() {
    assertThat(caller("acme", "documents").get(STATS + "?tenant=globex").status()).isEqualTo(403);
    assertThat(
            caller("default", "admin")
                .get(STATS + "?tenant=globex")
                .json()
                .path("own")
                .path("hits")
                .asInt())
        .isEqualTo(1);
  }

  @Test
  void stats_noToken_isAProblem() {
    Answer answer = HttpCaller.anonymous(server).get(STATS);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.problem()).isEqualTo("unauthorized");
  }

  @Test
  void metrics_areExported() {
    TestProbe<Void> probe = TestProbe.create(scratch.platform().system());
    probe.awaitAssert(
        Duration.ofSeconds(20),
        () -> {
          // The order of labels is nobody's promise.
          assertThat(HttpCaller.anonymous(server).get("/metrics").text())
              .containsPattern(
                  "blatam_kvcache_requests_total\\{(?=.*namespace=\"test\")(?=.*result=\"hit\")")
              .contains(
                  "blatam_kvcache_saved_millis_total{namespace=\"test\"}",
                  "blatam_kvcache_bytes{segment=",
                  "blatam_kvcache_latency_seconds_bucket");
          return null;
        });
  }

  private static HttpCaller caller(String tenant, String scope) {
    return new HttpCaller(server, scratch.token(tenant, scope));
  }
}
