package io.blatam.benchmarks.writes;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.KvCache;
import io.blatam.kvcache.store.StoreWrite;
import io.blatam.kvcache.store.StoredValue;
import io.blatam.kvcache.store.TableStore;
import io.blatam.kvcache.store.Version;
import io.blatam.platform.Bootstrap;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.DatabaseSettings;
import io.blatam.platform.database.SystemDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntFunction;

/**
 * {@code ./blatam bench writes [JDBC-URL USER]}: puts of 1 KB a second and their latency, by
 * pattern and by how many are under way; the embedded database in a scratch folder unless another
 * is named. "No cache" writes the same rows to the same table, one a transaction.
 */
public final class WriteBench {

  private static final int KEYS = 20_000;
  private static final long SECONDS = 4;
  private static final int MAX_SAMPLES = 4_000_000;
  private static final byte[] VALUE = new byte[1024];
  private static final Duration HOUR = Duration.ofHours(1);

  private record Row(double perSecond, double p50, double p99) {}

  private WriteBench() {}

  /**
   * @return 0, or 1 if write-back is not faster than writing without a cache
   */
  public static int run(List<String> arguments) throws IOException, InterruptedException {
    try (Database database = Database.open(settings(arguments))) {
      ActorSystem<Void> system = start(database);
      try {
        return table(database, KvCache.get(system));
      } finally {
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
      }
    }
  }

  private static DatabaseSettings settings(List<String> arguments) throws IOException {
    String url =
        arguments.isEmpty()
            ? "jdbc:h2:file:" + scratch().resolve("blatam") + DatabaseSettings.H2_OPTIONS
            : arguments.get(0);
    String user = arguments.size() > 1 ? arguments.get(1) : "blatam";
    return new DatabaseSettings(url, user, "", 8, 4, 1_000, Duration.ofSeconds(5), 0);
  }

  private static Path scratch() throws IOException {
    Path folder = Files.createTempDirectory("bench-writes");
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  for (String file : new String[] {"blatam.mv.db", "blatam.trace.db"}) {
                    folder.resolve(file).toFile().delete();
                  }
                  folder.toFile().delete();
                }));
    return folder;
  }

  private static ActorSystem<Void> start(Database database) {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "bench-writes",
            Bootstrap.configuration(
                ConfigFactory.parseString(
                    """
                    akka.actor.provider = local
                    akka.loglevel = WARNING
                    akka.coordinated-shutdown.exit-jvm = off
                    blatam.kvcache.namespaces { through.write = through, back.write = back }
                    """)));
    SystemDatabase.provide(system, database);
    return system;
  }

  private static int table(Database database, KvCache cache) throws InterruptedException {
    TableStore store = new TableStore(database);
    // A claim for each that is under way, so that the peer's transactions do not wait for each
    // other.
    List<Long> epochs = new ArrayList<>();
    for (int segment = 0; segment < 64; segment++) {
      epochs.add(store.claim("none", segment).toCompletableFuture().join());
    }
    System.out.printf(
        "%-16s %10s %12s %10s %10s%n", "writes of 1 KB", "under way", "puts/s", "p50 ms", "p99 ms");
    double[] none = new double[2];
    double[] back = new double[2];
    int[] concurrencies = {1, 64};
    for (int i = 0; i < concurrencies.length; i++) {
      int atOnce = concurrencies[i];
      none[i] = show("no cache", atOnce, n -> direct(store, epochs, n)).perSecond();
      show("aside", atOnce, n -> cache.put(key("aside", n), VALUE, HOUR, Duration.ZERO));
      show("through", atOnce, n -> cache.put(key("through", n), VALUE, HOUR, Duration.ZERO));
      back[i] =
          show("back", atOnce, n -> cache.put(key("back", n), VALUE, HOUR, Duration.ZERO))
              .perSecond();
    }
    return back[0] > none[0] && back[1] > none[1] ? 0 : 1;
  }

  private static CompletionStage<Void> direct(TableStore store, List<Long> epochs, int number) {
    int segment = number % epochs.size();
    long epoch = epochs.get(segment);
    return store.save(
        "none",
        segment,
        epoch,
        List.of(
            new StoreWrite.Put(
                key("none", number),
                new Version(epoch, number + 1L),
                new StoredValue(VALUE, 1, Long.MAX_VALUE))));
  }

  private static CacheKey key(String namespace, int number) {
    return new CacheKey("bench", namespace, "key-" + number % KEYS);
  }

  private static Row show(String name, int atOnce, IntFunction<CompletionStage<Void>> put)
      throws InterruptedException {
    measure(atOnce, SECONDS / 2, put);
    Row row = measure(atOnce, SECONDS, put);
    System.out.printf(
        "%-16s %10d %12.0f %10.2f %10.2f%n", name, atOnce, row.perSecond(), row.p50(), row.p99());
    return row;
  }

  private static Row measure(int atOnce, long seconds, IntFunction<CompletionStage<Void>> put)
      throws InterruptedException {
    Semaphore permits = new Semaphore(atOnce);
    AtomicLongArray nanos = new AtomicLongArray(MAX_SAMPLES);
    List<Throwable> failures = new ArrayList<>();
    long began = System.nanoTime();
    int count = 0;
    while (System.nanoTime() - began < seconds * 1_000_000_000L && count < MAX_SAMPLES) {
      permits.acquire();
      int number = count++;
      long started = System.nanoTime();
      put.apply(number)
          .whenComplete(
              (done, failure) -> {
                nanos.set(number, System.nanoTime() - started);
                if (failure != null) {
                  synchronized (failures) {
                    failures.add(failure);
                  }
                }
                permits.release();
              });
    }
    permits.acquire(atOnce);
    double took = (System.nanoTime() - began) / 1e9;
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.size() + " writes failed", failures.get(0));
    }
    long[] sorted = new long[count];
    Arrays.setAll(sorted, nanos::get);
    Arrays.sort(sorted);
    return new Row(count / took, sorted[count / 2] / 1e6, sorted[(int) (count * 0.99)] / 1e6);
  }
}
