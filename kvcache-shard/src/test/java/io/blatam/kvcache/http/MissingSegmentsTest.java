package io.blatam.kvcache.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.platform.testkit.HttpCaller;
import io.blatam.platform.testkit.HttpCaller.Answer;
import io.blatam.platform.testkit.ScratchPlatform;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said of segments that have not come up yet, and of those that do not answer. */
@Timeout(60)
class MissingSegmentsTest {

  private static final String ROOT = "/api/v1/kv-cache";
  private static final int ENTRIES = 40;

  @TempDir Path folder;

  private ScratchPlatform start(String settings) {
    return ScratchPlatform.start(
        folder,
        """
        blatam.kvcache.segments = 8
        blatam.kv-cache.resp.enabled = off
        """
            + settings);
  }

  private static HttpCaller operator(ScratchPlatform scratch) {
    URI server = scratch.serve("kv-cache", new KvCacheService().start(scratch.platform()));
    return new HttpCaller(server, scratch.token("default", "admin"));
  }

  private static void fill(ScratchPlatform scratch) throws Exception {
    KvCache cache = KvCache.get(scratch.platform().system());
    for (int i = 0; i < ENTRIES; i++) {
      cache
          .put(key(i), new byte[100], Duration.ofMinutes(5), Duration.ofMillis(1))
          .toCompletableFuture()
          .get(20, SECONDS);
    }
  }

  private static CacheKey key(int number) {
    return new CacheKey("default", "notes", "key-" + number);
  }

  @Test
  void entries_afterARestart_areThereBeforeAnybodyAskedForOne() throws Exception {
    try (ScratchPlatform before = start("")) {
      operator(before);
      fill(before);
    }
    try (ScratchPlatform after = start("")) {
      JsonNode listed = operator(after).get(ROOT + "/entries?limit=100").json();

      assertThat(listed.path("items")).hasSize(ENTRIES);
      assertThat(listed.path("silent_segments").asInt(-1)).isZero();
    }
  }

  @Test
  void clear_afterARestart_removesWhatNobodyHasAskedForYet() throws Exception {
    try (ScratchPlatform before = start("")) {
      operator(before);
      fill(before);
    }
    try (ScratchPlatform after = start("")) {
      Answer cleared = operator(after).post(ROOT + "/clear", "{\"namespace\":\"notes\"}");

      assertThat(cleared.json().path("cleared").asInt()).isEqualTo(ENTRIES);
      KvCache cache = KvCache.get(after.platform().system());
      assertThat(cache.get(key(7)).toCompletableFuture().get(20, SECONDS)).isEmpty();
    }
  }

  @Test
  void segmentsThatDoNotAnswer_areCountedInEveryAnswer() {
    // No node has the role, so the segments have no place.
    try (ScratchPlatform scratch =
        start("blatam.kvcache { role = elsewhere, operation-timeout = 500 ms }")) {
      HttpCaller operator = operator(scratch);

      assertThat(operator.get(ROOT + "/entries").json().path("silent_segments").asInt())
          .isEqualTo(8);
      assertThat(
              operator
                  .post(ROOT + "/clear", "{\"all\":true}")
                  .json()
                  .path("silent_segments")
                  .asInt())
          .isEqualTo(8);
      Answer stats = operator.get(ROOT + "/stats");
      assertThat(stats.status()).isEqualTo(200);
      assertThat(stats.json().path("silent_segments").asInt()).isEqualTo(8);
      assertThat(stats.json().path("segments")).isEmpty();
    }
  }
}
