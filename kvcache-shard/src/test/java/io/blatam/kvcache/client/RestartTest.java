package io.blatam.kvcache.client;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a cache still has when its process is there again. */
@Timeout(120)
class RestartTest {

  @TempDir Path data;

  @Test
  void firstThousandGets_afterAnOrderlyStop_hitAsBefore() throws Exception {
    ActorSystem<Void> before = start(Duration.ofMinutes(1));
    for (int i = 0; i < 1_500; i++) {
      put(before, i);
    }
    for (int i = 0; i < 1_500; i += 5) {
      KvCache.get(before).remove(KilledCache.key(i)).toCompletableFuture().get(20, SECONDS);
    }
    long hitsBefore = hits(before);
    stop(before);

    ActorSystem<Void> after = start(Duration.ofMinutes(1));
    assertThat(hits(after)).isEqualTo(hitsBefore).isBetween(300L, 900L);
    for (int i = 0; i < 1_500; i += 5) {
      assertThat(get(after, i)).isFalse();
    }
    stop(after);
  }

  @Test
  void removed_beforeTheProcessWasKilled_doesNotComeBack_andTheRestDoes() throws Exception {
    int removed = killWhileItRemoves(300);

    ActorSystem<Void> after = start(Duration.ofMinutes(1));
    for (int i = 0; i <= removed; i++) {
      assertThat(get(after, i)).describedAs("removed key %d", i).isFalse();
    }
    int left = 0;
    for (int i = removed + 2; i < KilledCache.VALUES; i++) {
      left += get(after, i) ? 1 : 0;
    }
    // Beside those that were removed before the kill and not read by us in time.
    assertThat(left).isGreaterThan((KilledCache.VALUES - removed) / 2);
    stop(after);
  }

  /**
   * @return the last key that it said was removed
   */
  private int killWhileItRemoves(int count) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.concurrent.ForkJoinPool.common.parallelism=2",
                "-cp",
                System.getProperty("java.class.path"),
                KilledCache.class.getName(),
                data.toString()));
    Path said = data.resolve("said.txt");
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .redirectOutput(said.toFile())
            .start();
    try {
      for (int polls = 0; polls < 6_000 && lastRemoved(said) < count; polls++) {
        if (process.waitFor(10, MILLISECONDS)) {
          break;
        }
      }
    } finally {
      process.destroyForcibly();
      process.waitFor(20, SECONDS);
    }
    int last = lastRemoved(said);
    assertThat(last).isGreaterThanOrEqualTo(count);
    return last;
  }

  private static int lastRemoved(Path said) throws IOException {
    return Files.readAllLines(said).stream()
        .filter(line -> line.matches("removed \\d+"))
        .mapToInt(line -> Integer.parseInt(line.substring("removed ".length())))
        .max()
        .orElse(-1);
  }

  private ActorSystem<Void> start(Duration checkpointInterval) {
    return TestSystems.local(KilledCache.settings(data, checkpointInterval));
  }

  private static void stop(ActorSystem<Void> system) throws Exception {
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().get(30, SECONDS);
  }

  private static void put(ActorSystem<Void> system, int number) throws Exception {
    KvCache.get(system)
        .put(
            KilledCache.key(number),
            KilledCache.value(number),
            Duration.ofHours(1),
            Duration.ofMillis(20))
        .toCompletableFuture()
        .get(20, SECONDS);
  }

  private static boolean get(ActorSystem<Void> system, int number) throws Exception {
    return KvCache.get(system)
        .get(KilledCache.key(number))
        .toCompletableFuture()
        .get(20, SECONDS)
        .isPresent();
  }

  private static long hits(ActorSystem<Void> system) throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    long hits = 0;
    for (int i = 0; i < 1_000; i++) {
      int number = random.nextInt(2_000);
      Map<CacheKey, byte[]> found =
          KvCache.get(system)
              .getAll(List.of(KilledCache.key(number)))
              .toCompletableFuture()
              .get(20, SECONDS);
      for (byte[] value : found.values()) {
        assertThat(value).isEqualTo(KilledCache.value(number));
        hits++;
      }
    }
    return hits;
  }
}
