package io.blatam.kvcache.tier;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.codec.NamespaceCodecs;
import io.blatam.kvcache.engine.Bounds;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.CachedValue;
import io.blatam.kvcache.engine.TierTally;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** One segment with all its tiers in a scratch folder, as a node would have it. */
final class ScratchSegment {

  static final String TIGHT =
      """
      blatam.kvcache { warm.bytes = 4 KiB, cold { bytes = 512 KiB, max-value-bytes = 60000 } }
      """;

  private static final Config REFERENCE = ConfigFactory.parseResources("reference.conf").resolve();

  final List<CacheKey> alarms = new ArrayList<>();
  final AtomicBoolean diskNearlyFull = new AtomicBoolean();
  final WarmTier warm;
  final ColdTier cold;
  final Tiers tiers;
  final SegmentTiers parts;
  final CacheSegment segment;

  ScratchSegment(Path folder, String settings, long hotBytes, PolicyName policy) {
    Config config = ConfigFactory.parseString(settings).withFallback(REFERENCE);
    TierSettings tierSettings = TierSettings.from(config);
    NamespaceTiers wishes = NamespaceTiers.from(config);
    NamespaceCodecs codecs = NamespaceCodecs.from(config, 1 << 20);
    StoredForms forms = new StoredForms(codecs);
    warm = new WarmTier(tierSettings.warmBytes());
    WriteBudget budget = new WriteBudget(1 << 30, System::nanoTime, diskNearlyFull::get);
    cold = new ColdTier(folder, tierSettings, budget, () -> true, () -> {});
    tiers =
        new Tiers(
            forms,
            wishes,
            new Seals(new byte[32]),
            warm,
            Optional.of(cold),
            (key, seal) -> alarms.add(key));
    parts = new SegmentTiers(forms, wishes, warm, Optional.of(cold), tiers, () -> true, () -> {});
    segment =
        new CacheSegment(
            Bounds.of(hotBytes),
            0,
            policy.create(hotBytes),
            codecs,
            tiers,
            new SplittableRandom(3));
  }

  ScratchSegment(Path folder, String settings, long hotBytes) {
    this(folder, settings, hotBytes, PolicyName.LRU);
  }

  boolean put(CacheKey key, byte[] value, long now) {
    return segment.put(key, value, Duration.ofHours(1), 10, now);
  }

  Optional<byte[]> get(CacheKey key, long now) {
    return segment.get(key, now).map(CachedValue::value);
  }

  void checkpoint(long now) {
    parts.beginCheckpoint(segment, now);
    work(now);
  }

  void warmUp(long now) {
    parts.beginWarmUp(segment);
    work(now);
  }

  private void work(long now) {
    boolean more = true;
    while (more) {
      more = parts.work(now);
    }
  }

  void stop(long now) {
    parts.stop(segment, now);
  }

  TierTally tally(String tier) {
    return segment.tiers().stream()
        .filter(each -> each.tier().equals(tier))
        .findFirst()
        .orElseThrow();
  }

  /** What {@code kill -9} would leave: the files as the operating system has them now. */
  static void copy(Path from, Path to) {
    try (Stream<Path> files = Files.list(from)) {
      Files.createDirectories(to);
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CacheKey key(String name) {
    return new CacheKey("acme", "test", name);
  }
}
