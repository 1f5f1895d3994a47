package io.blatam.kvcache.client;

import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that stores values, waits until a checkpoint has written them all, and then removes one
 * after another, saying of each that it is removed once the cache has said so. For killing.
 */
final class KilledCache {

  static final int VALUES = 2_000;

  private static final int SEGMENTS = 4;

  private KilledCache() {}

  public static void main(String[] arguments) throws Exception {
    Path data = Path.of(arguments[0]);
    ActorSystem<Void> system = TestSystems.local(settings(data, Duration.ofMillis(200)));
    KvCache cache = KvCache.get(system);
    for (int i = 0; i < VALUES; i++) {
      cache
          .put(key(i), value(i), Duration.ofHours(1), Duration.ofMillis(20))
          .toCompletableFuture()
          .get(20, TimeUnit.SECONDS);
    }
    // One may have been under way when the last value came; the next one then has them all.
    awaitCheckpoint(data);
    awaitCheckpoint(data);
    for (int i = 0; i < VALUES; i++) {
      cache.remove(key(i)).toCompletableFuture().get(20, TimeUnit.SECONDS);
      System.out.println("removed " + i);
    }
  }

  static CacheKey key(int number) {
    return new CacheKey("acme", "killed", "key-" + number);
  }

  static byte[] value(int number) {
    return ("value " + number + " ").repeat(30).getBytes(StandardCharsets.UTF_8);
  }

  /** Four segments, all of them large enough. */
  static String settings(Path data, Duration checkpointInterval) {
    return """
        blatam.data-dir = "%s"
        blatam.kvcache { segments = %d, checkpoint-interval = %d ms }
        """
        .formatted(data, SEGMENTS, checkpointInterval.toMillis());
  }

  /** Until every segment has ended a checkpoint that had not ended before. */
  private static void awaitCheckpoint(Path data) throws IOException {
    for (Path file : noted(data)) {
      Files.delete(file);
    }
    for (int polls = 0; polls < 6_000 && noted(data).size() < SEGMENTS; polls++) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private static List<Path> noted(Path data) throws IOException {
    List<Path> found = new ArrayList<>();
    for (int segment = 0; segment < SEGMENTS; segment++) {
      Path file = data.resolve("cache").resolve("segment-000" + segment).resolve("hottest");
      if (Files.exists(file)) {
        found.add(file);
      }
    }
    return found;
  }
}
