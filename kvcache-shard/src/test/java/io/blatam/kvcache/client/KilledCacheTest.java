package io.blatam.kvcache.client;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.store.TableStore;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.DatabaseSettings;
import io.blatam.platform.database.SystemDatabase;
import io.blatam.platform.testkit.Await;
import io.blatam.platform.testkit.Engine;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that writes as fast as it can is killed; the store tells what is left. */
@Timeout(90)
class KilledCacheTest {

  private static final int SEGMENTS = 4;
  private static final long MAX_DELAY = 400;

  /** Several times as long as a write may be unsaved: most of what is noted must be there. */
  private static final long WRITES_FOR = 4 * MAX_DELAY;

  @TempDir Path directory;

  /** The segment acknowledged it between the two times, however long each of them took. */
  private record Noted(CacheKey key, long asked, long at) {}

  @ParameterizedTest
  @EnumSource
  void kill9_throughIsAllThere_ofBackAtMostTheLastMoments(Engine engine) throws Exception {
    DatabaseSettings settings = engine.settings(directory);
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                settings.url(),
                settings.user())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Map<String, List<Noted>> noted = new HashMap<>();
    long killed = 0;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("ack ")) {
          continue;
        }
        String[] words = line.split(" ", -1);
        CacheKey key = new CacheKey("acme", words[1], words[2]);
        long at = Long.parseLong(words[4]);
        noted
            .computeIfAbsent(words[1], name -> new ArrayList<>())
            .add(new Noted(key, Long.parseLong(words[3]), at));
        boolean enough = noted.size() == 2 && at - noted.get("back").get(0).at() >= WRITES_FOR;
        if (enough && killed == 0) {
          killed = System.currentTimeMillis();
          writer.toHandle().destroyForcibly(); // Process.destroyForcibly closes the stream
        }
      }
    }
    assertThat(writer.waitFor()).as("killed, not failed").isEqualTo(128 + 9);

    try (Database database = Database.open(settings)) {
      TableStore store = new TableStore(database);
      List<Noted> throughLost = missing(store, noted.get("through"));
      List<Noted> lost = missing(store, noted.get("back"));
      report(engine, noted, throughLost.size(), lost, killed);
      assertThat(throughLost).isEmpty();
      assertThat(lost).hasSizeLessThan(noted.get("back").size());
      for (int segment = 0; segment < SEGMENTS; segment++) {
        int number = segment;
        List<Noted> here =
            lost.stream().filter(write -> write.key().segment(SEGMENTS) == number).toList();
        long first = here.stream().mapToLong(Noted::at).min().orElse(0);
        long last = here.stream().mapToLong(Noted::asked).max().orElse(0);
        assertThat(last - first).isLessThanOrEqualTo(MAX_DELAY);
      }
    }
  }

  private static List<Noted> missing(TableStore store, List<Noted> noted) {
    List<Noted> missing = new ArrayList<>();
    for (int from = 0; from < noted.size(); from += 1_000) {
      List<Noted> some = noted.subList(from, Math.min(noted.size(), from + 1_000));
      List<CacheKey> keys = some.stream().map(Noted::key).toList();
      Map<CacheKey, StoredValue> found = Await.result(store.load(keys.get(0).namespace(), keys));
      for (Noted write : some) {
        StoredValue value = found.get(write.key());
        if (value == null) {
          missing.add(write);
        } else {
          assertThat(new String(value.value(), StandardCharsets.UTF_8))
              .startsWith(write.key().key());
        }
      }
    }
    return missing;
  }

  private static void report(
      Engine engine,
      Map<String, List<Noted>> noted,
      int throughLost,
      List<Noted> lost,
      long killed) {
    long oldest = lost.stream().mapToLong(Noted::at).min().orElse(killed);
    System.out.printf(
        "kill -9 on %s: %d of %d write-through and %d of %d write-back writes lost; the oldest of"
            + " them was acknowledged %d ms before (max-delay %d ms)%n",
        engine,
        throughLost,
        noted.get("through").size(),
        lost.size(),
        noted.get("back").size(),
        killed - oldest,
        MAX_DELAY);
  }

  /** Writes for ever, through and back, and notes each acknowledgement. */
  static final class Writer {

    private static final int AT_ONCE = 32;

    public static void main(String[] arguments) throws InterruptedException {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      Database database =
          Database.open(
              new DatabaseSettings(
                  arguments[0], arguments[1], "", 8, 4, 1_000, Duration.ofSeconds(5), 0));
      ActorSystem<Void> system =
          TestSystems.local(
              """
              blatam.kvcache {
                segments = %d
                namespaces.through.write = through
                namespaces.back { write = back, write-back.max-delay = %d ms }
              }
              """
                  .formatted(SEGMENTS, MAX_DELAY));
      SystemDatabase.provide(system, database);
      KvCache cache = KvCache.get(system);
      Semaphore through = new Semaphore(AT_ONCE);
      Semaphore back = new Semaphore(AT_ONCE);
      for (long number = 0; ; number++) {
        if (through.tryAcquire()) {
          write(cache, new CacheKey("acme", "through", "t-" + number), through, out);
        }
        back.acquire();
        write(cache, new CacheKey("acme", "back", "b-" + number), back, out);
      }
    }

    private static void write(KvCache cache, CacheKey key, Semaphore permits, PrintStream out) {
      byte[] value = (key.key() + "-".repeat(500)).getBytes(StandardCharsets.UTF_8);
      long asked = System.currentTimeMillis();
      cache
          .put(key, value, Duration.ofHours(1), Duration.ZERO)
          .whenComplete(
              (nothing, failure) -> {
                permits.release();
                if (failure == null) {
                  out.print(
                      "ack "
                          + key.namespace()
                          + " "
                          + key.key()
                          + " "
                          + asked
                          + " "
                          + System.currentTimeMillis()
                          + "\n");
                  out.flush();
                }
              });
    }
  }
}
