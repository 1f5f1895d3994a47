package io.blatam.kvcache.tier;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.http.KvCacheService;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.testkit.ScratchPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody changes a cold file while the platform is down. */
@Timeout(120)
class TamperingTest {

  private static final CacheKey KEY = new CacheKey("acme", "contracts", "clause");
  private static final String SETTINGS =
      """
      blatam.kv-cache.resp.port = 0
      blatam.kvcache.segments = 1
      blatam.kvcache.namespaces.contracts { hmac = on, codec.compression = none }
      """;

  @TempDir Path data;

  @Test
  void get_aValueForgedOnDisk_isAMissAndStandsInTheAuditLog() throws Exception {
    try (ScratchPlatform before = start()) {
      put(before, KEY);
    }
    try (ScratchPlatform untouched = start()) {
      assertThat(cache(untouched).get(KEY).toCompletableFuture().get(20, SECONDS))
          .hasValue(bytes("the supplier pays"));
    }
    forge(bytes("the customer pays"));

    try (ScratchPlatform after = start()) {
      assertThat(cache(after).get(KEY).toCompletableFuture().get(20, SECONDS)).isEmpty();
      Platform platform = after.platform();
      TestProbe.create(platform.system())
          .awaitAssert(Duration.ofSeconds(10), () -> assertOneAlarm(platform));
    }
  }

  @Test
  void get_whatWasStoredBeforeSealsWereOn_isAMiss_andOneAlarmForAllOfIt() throws Exception {
    try (ScratchPlatform before = start("blatam.kvcache.namespaces.contracts.hmac = off")) {
      for (int i = 0; i < 50; i++) {
        put(before, clause(i));
      }
    }
    try (ScratchPlatform after = start()) {
      for (int i = 0; i < 50; i++) {
        assertThat(cache(after).get(clause(i)).toCompletableFuture().get(20, SECONDS)).isEmpty();
      }
      put(after, clause(0));
      Platform platform = after.platform();
      TestProbe.create(platform.system())
          .awaitAssert(Duration.ofSeconds(10), () -> assertOneAlarm(platform));
      assertThat(cache(after).get(clause(0)).toCompletableFuture().get(20, SECONDS)).isPresent();
    }
    try (ScratchPlatform sealed = start()) {
      assertThat(cache(sealed).get(clause(0)).toCompletableFuture().get(20, SECONDS)).isPresent();
    }
  }

  private static Void assertOneAlarm(Platform platform) throws Exception {
    List<AuditEntry> entries =
        platform
            .audit()
            .page("acme", OptionalLong.empty(), 100)
            .toCompletableFuture()
            .get(10, SECONDS)
            .entries();
    assertThat(entries).extracting(AuditEntry::action).containsExactly("cache-value.tampered");
    return null;
  }

  private static CacheKey clause(int number) {
    return new CacheKey("acme", "contracts", "clause-" + number);
  }

  private static void put(ScratchPlatform scratch, CacheKey key) throws Exception {
    cache(scratch)
        .put(key, bytes("the supplier pays"), Duration.ofHours(1), Duration.ZERO)
        .toCompletableFuture()
        .get(20, SECONDS);
  }

  private ScratchPlatform start() {
    return start("");
  }

  private ScratchPlatform start(String settings) {
    ScratchPlatform scratch = ScratchPlatform.start(data, SETTINGS + settings);
    new KvCacheService().start(scratch.platform());
    return scratch;
  }

  private static KvCache cache(ScratchPlatform scratch) {
    return KvCache.get(scratch.platform().system());
  }

  /** Writes the file anew with another value, all checksums right. */
  private void forge(byte[] value) throws IOException {
    Path file;
    try (Stream<Path> files = Files.walk(data.resolve("cache"))) {
      file = files.filter(each -> each.toString().endsWith(".log")).findFirst().orElseThrow();
    }
    SealedEntry kept = ColdRecord.read(Files.readAllBytes(file));
    StoredEntry e = kept.entry();
    StoredEntry forged =
        new StoredEntry(
            e.key(),
            value,
            e.absent(),
            e.framed(),
            e.packed(),
            e.cost(),
            e.freshUntil(),
            e.expiresAt());
    Files.write(file, ColdRecord.value(new SealedEntry(forged, kept.seal())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
