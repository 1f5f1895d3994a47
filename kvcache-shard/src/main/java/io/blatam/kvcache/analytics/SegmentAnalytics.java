package io.blatam.kvcache.analytics;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.SegmentListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts every access of one segment by tenant and namespace, and looks closer at some: at every
 * reference to a sample of the keys for reuse distances, and at one lookup in about 64 for hot
 * keys. Belongs to the segment's one writer.
 *
 * <p>Memory is bounded: {@code sampled-keys} × 90 bytes, and for each of at most {@code groups}
 * groups 6.5 KiB and {@code hot-keys} keys with about 100 bytes beside their letters.
 */
public final class SegmentAnalytics implements SegmentListener {

  /** One lookup in so many, on average, counts for the hot keys. */
  private static final int HOT_EVERY = 64;

  /** Larger memories than this many times the segment's are not asked about. */
  private static final int HORIZON = 16;

  private final AnalyticsSettings settings;
  private final SampledKeys keys;
  private final Map<GroupName, Group> groups = new HashMap<>();
  private final long maxBytes;
  private final long halfLife;
  private Group last;
  private String lastTenant = "";
  private String lastNamespace = "";
  private int untilHot = 1;
  private long random;
  private long fadedAt;
  private long seenAt;

  /**
   * @param maxBytes the segment's bound
   * @param seed of the choice of lookups that count for hot keys
   */
  public SegmentAnalytics(AnalyticsSettings settings, long maxBytes, long seed) {
    this.settings = settings;
    this.maxBytes = maxBytes;
    this.keys = new SampledKeys(settings.sampledKeys(), settings.sampleRate(), maxBytes * HORIZON);
    this.halfLife = settings.halfLife().toMillis();
    this.random = seed | 1;
    this.last = new Group(GroupName.OTHERS, settings.hotKeys(), keys, maxBytes);
    groups.put(GroupName.OTHERS, last);
  }

  @Override
  public void hit(CacheKey key, long cost, long now) {
    Group group = group(key);
    group.hits++;
    group.savedMillis += cost;
    if (settings.enabled() && look(group, key, now)) {
      group.sampledHit(cost);
    }
  }

  /** What copies answer is hot by definition; how far apart in time it was is not known. */
  @Override
  public void hitElsewhere(CacheKey key, long hits, long cost, long now) {
    Group group = group(key);
    group.hits += hits;
    group.savedMillis += hits * cost;
    if (settings.enabled()) {
      group.hot.add(key, hits);
    }
  }

  @Override
  public void missed(CacheKey key, long now) {
    Group group = group(key);
    group.misses++;
    if (settings.enabled() && look(group, key, now)) {
      group.sampledMiss();
    }
  }

  /** Whether the key belongs to the sample. */
  private boolean look(Group group, CacheKey key, long now) {
    seenAt = now;
    if (--untilHot == 0) {
      untilHot = 1 + nextBelow(2 * HOT_EVERY - 1);
      group.hot.add(key, HOT_EVERY);
      fade(now);
    }
    int hash = hash(key);
    boolean sampled = keys.samples(hash);
    if (sampled) {
      keys.referenced(hash, now, group.told);
    }
    return sampled;
  }

  @Override
  public void stored(CacheEntry entry) {
    if (!settings.enabled()) {
      return;
    }
    int hash = hash(entry.key());
    if (keys.samples(hash)) {
      Group group = group(entry.key());
      if (!keys.holds(hash)) {
        group.coldCost(entry.cost());
      }
      keys.stored(hash, entry.weight(), entry.cost(), seenAt);
    }
  }

  @Override
  public void evicted(CacheEntry entry) {
    group(entry.key()).evicted++;
  }

  @Override
  public void removed(CacheKey key) {
    forget(key);
  }

  @Override
  public void expired(CacheKey key) {
    forget(key);
  }

  private void forget(CacheKey key) {
    int hash = hash(key);
    if (keys.samples(hash)) {
      keys.forget(hash);
    }
  }

  /** Callers who waited got what one of them had loaded. */
  public void joined(CacheKey key, int waiters, long cost) {
    Group group = group(key);
    group.joined += waiters;
    group.savedMillis += waiters * cost;
  }

  /** Exact counts of every group that was used. */
  public List<GroupFigures> figures() {
    return groups.values().stream()
        .map(Group::figures)
        .filter(figures -> figures.lookups() + figures.joined() + figures.evicted() > 0)
        .toList();
  }

  /** The closer look, at the groups of one tenant and namespace where these are given. */
  public AccessProfile profile(Optional<String> tenant, Optional<String> namespace, int hottest) {
    ReuseHistogram reuse = ReuseHistogram.empty();
    double[] times = new double[Group.TIMES];
    double lookups = 0;
    List<HotKey> hot = new ArrayList<>();
    for (Group group : groups.values()) {
      boolean wanted =
          tenant.map(group.name.tenant()::equals).orElse(true)
              && namespace.map(group.name.namespace()::equals).orElse(true);
      if (wanted) {
        reuse = reuse.plus(group.corrected());
        lookups += group.lookups();
        hot.addAll(group.hot.list());
        for (int i = 0; i < times.length; i++) {
          times[i] += group.times[i];
        }
      }
    }
    return new AccessProfile(reuse, times, lookups, keys.size(), keys.rate(), hot).hottest(hottest);
  }

  private Group group(CacheKey key) {
    String tenant = key.tenant();
    String namespace = key.namespace();
    if (!namespace.equals(lastNamespace) || !tenant.equals(lastTenant)) {
      last = find(key);
      lastTenant = tenant;
      lastNamespace = namespace;
    }
    return last;
  }

  private Group find(CacheKey key) {
    GroupName name = GroupName.of(key);
    Group group = groups.get(name);
    if (group == null && groups.size() <= settings.groups()) {
      group = new Group(name, settings.hotKeys(), keys, maxBytes);
      groups.put(name, group);
    }
    return group == null ? groups.get(GroupName.OTHERS) : group;
  }

  private void fade(long now) {
    if (fadedAt == 0) {
      fadedAt = now;
    } else if (now - fadedAt >= halfLife) {
      groups.values().forEach(Group::halve);
      fadedAt = now;
    }
  }

  /** Xorshift (Marsaglia 2003): a fixed step would see nothing of a pattern of the same period. */
  private int nextBelow(int bound) {
    random ^= random << 13;
    random ^= random >>> 7;
    random ^= random << 17;
    return (int) ((random >>> 33) % bound);
  }

  /**
   * Unlike {@link CacheKey#segment}: of the keys that fall into one segment an even part is to be
   * sampled. Murmur3's 64-bit finalizer.
   */
  private static int hash(CacheKey key) {
    long hash =
        key.key().hashCode() * 0x9E3779B97F4A7C15L
            + (key.namespace().hashCode() * 31L + key.tenant().hashCode());
    hash = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
    hash = (hash ^ (hash >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return (int) (hash ^ (hash >>> 33));
  }
}
