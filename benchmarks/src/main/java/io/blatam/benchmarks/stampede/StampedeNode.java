package io.blatam.benchmarks.stampede;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.LoadOptions;
import io.blatam.kvcache.api.Loaded;
import io.blatam.kvcache.api.Outcome;
import io.blatam.kvcache.client.ClusterKvCache;
import io.blatam.kvcache.client.KvCacheExtension;
import io.blatam.kvcache.shard.LocalCells;
import io.blatam.platform.Bootstrap;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * One node, told what to do by lines on standard input, answering with lines on standard output:
 *
 * <pre>
 * members            -> how many are up
 * segments           -> how many segments live here
 * go PEER ROUND N    -> LOAD for every load that begins, then RESULT joined hits failed micros...
 * </pre>
 */
final class StampedeNode {

  static final int KEYS = 100;
  private static final int LOAD_MILLIS = 200;
  private static final byte[] VALUE = new byte[1_000];

  private final ActorSystem<Void> system;
  private final ClusterKvCache cache;
  private final AsyncCache<String, byte[]> caffeine =
      Caffeine.newBuilder().maximumSize(100_000).buildAsync();
  private final PrintStream out;
  private final Executor afterLoad =
      CompletableFuture.delayedExecutor(LOAD_MILLIS, TimeUnit.MILLISECONDS);

  private StampedeNode(ActorSystem<Void> system, PrintStream out) {
    this.system = system;
    this.cache = KvCacheExtension.of(system);
    this.out = out;
  }

  /**
   * @param arguments the port of a member to join; none founds a cluster
   */
  public static void main(String[] arguments) throws IOException {
    ActorSystem<Void> system =
        ActorSystem.create(
            Behaviors.empty(),
            "stampede",
            Bootstrap.configuration(
                ConfigFactory.parseString(
                    """
                    akka.actor.provider = cluster
                    akka.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
                    akka.cluster.split-brain-resolver.active-strategy = keep-majority
                    akka.loglevel = ERROR
                    """)));
    Cluster cluster = Cluster.get(system);
    var self = cluster.selfMember().address();
    var first =
        arguments.length == 0
            ? self
            : akka.actor.Address.apply(
                self.protocol(), self.system(), "127.0.0.1", Integer.parseInt(arguments[0]));
    cluster.manager().tell(Join.create(first));
    StampedeNode node = new StampedeNode(system, System.out);
    System.out.println("PORT " + self.getPort().orElseThrow());
    node.obey();
    System.exit(0);
  }

  private void obey() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "members" -> out.println("MEMBERS " + members());
        case "segments" -> out.println("SEGMENTS " + segments());
        case "go" -> out.println("RESULT " + go(words[1], words[2], Integer.parseInt(words[3])));
        default -> throw new IllegalArgumentException(line);
      }
    }
  }

  private long members() {
    return StreamSupport.stream(Cluster.get(system).state().getMembers().spliterator(), false)
        .filter(member -> member.status() == MemberStatus.up())
        .count();
  }

  private long segments() {
    // Asking wakes every segment; one that is on its way may not answer, and is asked again.
    cache
        .everySegment()
        .describe("stampede")
        .toCompletableFuture()
        .handle((said, failure) -> said)
        .join();
    return IntStream.range(0, cache.segments())
        .filter(segment -> LocalCells.of(system).find(segment).isPresent())
        .count();
  }

  private String go(String peer, String round, int requests) {
    AtomicInteger joined = new AtomicInteger();
    AtomicInteger hits = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    long[] micros = new long[requests];
    CompletableFuture<?>[] answers = new CompletableFuture<?>[requests];
    for (int i = 0; i < requests; i++) {
      int request = i;
      String key = round + "-" + i % KEYS;
      long started = System.nanoTime();
      CompletableFuture<?> answer =
          peer.equals("caffeine") ? throughCaffeine(key) : throughTheCluster(key, joined, hits);
      answers[i] =
          answer.handleAsync(
              (value, failure) -> {
                micros[request] = (System.nanoTime() - started) / 1_000;
                if (failure != null) {
                  failed.incrementAndGet();
                }
                return value;
              },
              system.executionContext());
    }
    CompletableFuture.allOf(answers).join();
    return joined
        + " "
        + hits
        + " "
        + failed
        + " "
        + Arrays.stream(micros).mapToObj(Long::toString).collect(Collectors.joining(" "));
  }

  private CompletableFuture<?> throughTheCluster(
      String key, AtomicInteger joined, AtomicInteger hits) {
    return cache
        .getOrLoad(
            new CacheKey("stampede", "stampede", key),
            LoadOptions.defaults(),
            () -> load().thenApplyAsync(Loaded::of, system.executionContext()))
        .thenApplyAsync(
            outcome -> {
              if (outcome.origin() == Outcome.Origin.JOINED) {
                joined.incrementAndGet();
              } else if (outcome.origin() == Outcome.Origin.HIT) {
                hits.incrementAndGet();
              }
              return outcome;
            },
            system.executionContext())
        .toCompletableFuture();
  }

  private CompletableFuture<?> throughCaffeine(String key) {
    return caffeine.get(key, (wanted, executor) -> load());
  }

  /** What a model would take its time for. */
  private CompletableFuture<byte[]> load() {
    out.println("LOAD");
    return CompletableFuture.supplyAsync(() -> VALUE, afterLoad);
  }
}
