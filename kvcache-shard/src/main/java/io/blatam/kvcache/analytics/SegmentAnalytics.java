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
  private final boolean enabled;
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
    this.enabled = settings.enabled();
    this.maxBytes = maxBytes;
    this.keys = new SampledKeys(settings.sampledKeys(), settings.sampleRate(), maxBytes * HORIZON);
    this.halfLife = settings.halfLife().toMillis();
    this.random = seed | 1;
    this.last = new Group(GroupName.OTHERS, settings.hotKeys(), keys, maxBytes);
    groups.put(GroupName.OTHERS, last);
  }

  @Override
  public void hit(CacheEntry entry, long now) {
    Group group = group(entry.tenant(), entry.namespace());
    group.hits++;
    group.savedMillis += entry.cost();
    if (enabled) {
      if (--untilHot == 0) {
        hot(group, entry.key(), now);
      }
      if (sampled(group, entry.hash(), now)) {
        group.sampledHit(entry.cost());
      }
    }
  }

  /** What copies answer is hot by definition; how far apart in time it was is not known. */
  @Override
  public void hitElsewhere(CacheEntry entry, long hits, long now) {
    Group group = group(entry.tenant(), entry.namespace());
    group.hits += hits;
    group.savedMillis += hits * entry.cost();
    if (enabled) {
      group.hot.add(entry.key(), hits);
    }
  }

  @Override
  public void missed(CacheKey key, long hash, long now) {
    Group group = group(key.tenant(), key.namespace());
    group.misses++;
    if (enabled) {
      if (--untilHot == 0) {
        hot(group, key, now);
      }
      if (sampled(group, hash, now)) {
        group.sampledMiss();
      }
    }
  }

  /** Whether the key that is looked up belongs to the sample, which is told of it then. */
  private boolean sampled(Group group, long hash, long now) {
    seenAt = now;
    boolean sampled = keys.samples(mark(hash));
    if (sampled) {
      keys.referenced(mark(hash), now, group.told);
    }
    return sampled;
  }

  private void hot(Group group, CacheKey key, long now) {
    untilHot = 1 + nextBelow(2 * HOT_EVERY - 1);
    group.hot.add(key, HOT_EVERY);
    fade(now);
  }

  @Override
  public void stored(CacheEntry entry) {
    int mark = mark(entry.hash());
    if (enabled && keys.samples(mark)) {
      if (!keys.holds(mark)) {
        group(entry.tenant(), entry.namespace()).coldCost(entry.cost());
      }
      keys.stored(mark, entry.weight(), entry.cost(), seenAt);
    }
  }

  @Override
  public void evicted(CacheEntry entry) {
    group(entry.tenant(), entry.namespace()).evicted++;
  }

  @Override
  public void removed(CacheKey key, long hash) {
    forget(hash);
  }

  @Override
  public void expired(CacheEntry entry) {
    forget(entry.hash());
  }

  private void forget(long hash) {
    if (keys.samples(mark(hash))) {
      keys.forget(mark(hash));
    }
  }

  /** Callers who waited got what one of them had loaded. */
  public void joined(CacheKey key, int waiters, long cost) {
    Group group = group(key.tenant(), key.namespace());
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

  private Group group(String tenant, String namespace) {
    if (!namespace.equals(lastNamespace) || !tenant.equals(lastTenant)) {
      last = find(new GroupName(tenant, namespace));
      lastTenant = tenant;
      lastNamespace = namespace;
    }
    return last;
  }

  private Group find(GroupName name) {
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

  /** The half of a segment's hash of a key that says whether the key is sampled. */
  private static int mark(long hash) {
    return (int) (hash >>> 32);
  }
}
