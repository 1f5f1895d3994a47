package io.blatam.benchmarks.tiers;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.Bounds;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.TierTally;
import io.blatam.kvcache.engine.policy.LruPolicy;
import io.blatam.kvcache.tier.NodeTiers;
import io.blatam.kvcache.tier.SegmentTiers;
import io.blatam.platform.Bootstrap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * {@code ./blatam bench tiers --text DIR}: one segment with the default bounds, filled with the
 * sections of the Markdown files in DIR until all tiers are full, then read, removed from, stopped
 * and started again. Prints one table; there is no target to miss.
 */
public final class TiersBench {

  private static final long HOT = 4 << 20;
  private static final long NOW = 1_000_000;
  private static final int ENTRIES = 12_000;
  private static final Duration DAY = Duration.ofDays(1);

  private final NodeTiers node;
  private final List<byte[]> texts;

  /** The same text is not stored twice: each has its number in front. */
  private byte[] value(int number) {
    byte[] text = texts.get(number % texts.size());
    byte[] mark = (number + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] value = Arrays.copyOf(mark, mark.length + text.length);
    System.arraycopy(text, 0, value, mark.length, text.length);
    return value;
  }

  private TiersBench(NodeTiers node, List<byte[]> texts) {
    this.node = node;
    this.texts = texts;
  }

  /**
   * @return the exit status
   */
  public static int run(List<String> arguments) throws IOException {
    if (arguments.size() != 2 || !arguments.get(0).equals("--text")) {
      System.err.println("Usage: ./blatam bench tiers --text DIR   (a folder of Markdown files)");
      return 2;
    }
    List<byte[]> texts = sections(Path.of(arguments.get(1)));
    if (texts.isEmpty()) {
      System.err.println("no Markdown files with sections in " + arguments.get(1));
      return 2;
    }
    Path data = Files.createTempDirectory("bench-tiers");
    Config config =
        ConfigFactory.parseString(
            "akka.actor.provider = local, akka.loglevel = WARNING, blatam.kvcache.cold.write-rate ="
                + " 1 GiB, blatam.data-dir = \""
                + data
                + "\"");
    ActorSystem<Void> system =
        ActorSystem.create(Behaviors.empty(), "bench", Bootstrap.configuration(config));
    try {
      new TiersBench(NodeTiers.of(system), texts).measure();
    } finally {
      system.terminate();
    }
    return 0;
  }

  /** The parts of every document, as the generator makes and caches them: one a heading. */
  private static List<byte[]> sections(Path folder) throws IOException {
    List<byte[]> sections = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".md")).sorted().toList()) {
        for (String section : Files.readString(file).split("(?m)^(?=## )", -1)) {
          if (section.length() > 200) {
            sections.add(section.getBytes(StandardCharsets.UTF_8));
          }
        }
      }
    }
    return sections;
  }

  private void measure() {
    SegmentTiers tiers = node.open(0);
    CacheSegment segment = segment(tiers);
    long[] puts = new long[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      byte[] value = value(i);
      long start = System.nanoTime();
      segment.put(key(i), value, DAY, 1_000, NOW);
      puts[i] = System.nanoTime() - start;
    }
    System.out.printf(
        Locale.ROOT,
        "%d sections, %d bytes in the middle; hot 4 MiB, warm 1 MiB, cold 8 MiB, LRU%n%n",
        texts.size(),
        texts.stream().mapToInt(text -> text.length).sorted().toArray()[texts.size() / 2]);
    System.out.printf("%-6s %9s %12s %14s%n", "tier", "entries", "bytes", "bytes an entry");
    for (TierTally tier : segment.tiers()) {
      System.out.printf(
          Locale.ROOT,
          "%-6s %9d %12d %14d%n",
          tier.tier(),
          tier.entries(),
          tier.bytes(),
          tier.bytes() / Math.max(1, tier.entries()));
    }
    System.out.printf("%n%-44s %8s %8s %8s%n", "microseconds", "p50", "p99", "max");
    row("put that evicts hot, warm and cold", Arrays.copyOfRange(puts, ENTRIES / 2, ENTRIES));
    readEach(segment);
    removeSome(segment);
    restart(tiers, segment);
  }

  private void readEach(CacheSegment segment) {
    long[] hot = new long[ENTRIES];
    long[] warm = new long[ENTRIES];
    long[] cold = new long[ENTRIES];
    int[] counts = new int[3];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < ENTRIES; i++) {
      List<TierTally> before = segment.tiers();
      int number = ENTRIES - 1 - (int) (ENTRIES / 2 * random.nextDouble());
      long start = System.nanoTime();
      segment.get(key(number), NOW);
      long took = System.nanoTime() - start;
      List<TierTally> after = segment.tiers();
      for (int tier = 0; tier < 3; tier++) {
        if (after.get(tier).hits() > before.get(tier).hits()) {
          (tier == 0 ? hot : tier == 1 ? warm : cold)[counts[tier]++] = took;
        }
      }
    }
    row("get, hot", Arrays.copyOf(hot, counts[0]));
    row("get, warm (and the eviction it causes)", Arrays.copyOf(warm, counts[1]));
    row("get, cold (and the eviction it causes)", Arrays.copyOf(cold, counts[2]));
  }

  private static void removeSome(CacheSegment segment) {
    List<CacheKey> keys = new ArrayList<>();
    segment.listing().forEachKey(NOW, keys::add);
    keys.removeIf(key -> segment.inMemory(key, NOW).isPresent());
    long[] removals = new long[Math.min(500, keys.size())];
    for (int i = 0; i < removals.length; i++) {
      long start = System.nanoTime();
      segment.remove(keys.get(i));
      removals[i] = System.nanoTime() - start;
    }
    row("remove of what is on disk (with tombstone)", removals);
  }

  private void restart(SegmentTiers tiers, CacheSegment segment) {
    List<Long> steps = new ArrayList<>();
    tiers.beginCheckpoint(segment, NOW);
    boolean more = true;
    while (more) {
      long start = System.nanoTime();
      more = tiers.work(NOW);
      steps.add(System.nanoTime() - start);
    }
    row("step of a first checkpoint", steps.stream().mapToLong(Long::longValue).toArray());
    long hotBefore = segment.tiers().get(0).entries();
    long start = System.nanoTime();
    tiers.stop(segment, NOW);
    double stopped = (System.nanoTime() - start) / 1e6;
    start = System.nanoTime();
    SegmentTiers again = node.open(0);
    CacheSegment fresh = segment(again);
    double opened = (System.nanoTime() - start) / 1e6;
    again.beginWarmUp(fresh);
    start = System.nanoTime();
    more = true;
    while (more) {
      more = again.work(NOW);
    }
    System.out.printf(
        Locale.ROOT,
        "%nstop %.1f ms; start until it serves %.1f ms; warm-up of %d of %d hot entries %.1f ms"
            + " more%n",
        stopped,
        opened,
        fresh.tiers().get(0).entries(),
        hotBefore,
        (System.nanoTime() - start) / 1e6);
  }

  private CacheSegment segment(SegmentTiers tiers) {
    return new CacheSegment(
        Bounds.of(HOT),
        0,
        new LruPolicy(),
        node.codecs(),
        tiers.residency(),
        new SplittableRandom(1));
  }

  private static CacheKey key(int number) {
    return new CacheKey("acme", "generation", String.format("%064d", number));
  }

  private static void row(String what, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    if (sorted.length == 0) {
      System.out.printf("%-44s %8s%n", what, "none");
      return;
    }
    System.out.printf(
        Locale.ROOT,
        "%-44s %8.1f %8.1f %8.1f   n=%d%n",
        what,
        sorted[sorted.length / 2] / 1e3,
        sorted[(int) (sorted.length * 0.99)] / 1e3,
        sorted[sorted.length - 1] / 1e3,
        sorted.length);
  }
}
