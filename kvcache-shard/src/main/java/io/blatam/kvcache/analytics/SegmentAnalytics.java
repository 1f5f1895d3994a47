package io.blatam.kvcache.analytics;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.LookupSample;
import io.blatam.kvcache.engine.Scope;
import io.blatam.kvcache.engine.SegmentListener;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the accesses of one segment come to, by tenant and namespace. The segment counts them all
 * itself; here some are looked at closer: every reference to a sample of the keys for reuse
 * distances, and one lookup in about 64 for hot keys. Belongs to the segment's one writer.
 *
 * <p>Memory is bounded: {@code sampled-keys} × 55 bytes, and for each of at most {@code groups}
 * groups 6.5 KiB and {@code hot-keys} keys with about 100 bytes beside their letters.
 */
public final class SegmentAnalytics implements SegmentListener, LookupSample.Reader {

  /** One lookup in so many, on average, counts for the hot keys. */
  static final int HOT_EVERY = 64;

  /** Larger memories than this many times the segment's are not asked about. */
  private static final int HORIZON = 16;

  private final AnalyticsSettings settings;
  private final LookupSample sample;
  private final SampledKeys keys;
  private final Group others;

  /** By their scopes' numbers. */
  private final List<Group> byScope = new ArrayList<>();

  private final Map<GroupName, Group> groups = new HashMap<>();
  private final long maxBytes;
  private final long halfLife;
  private long fadedAt;

  /**
   * @param maxBytes the segment's bound
   * @param seed of the choice of lookups that count for hot keys
   */
  public SegmentAnalytics(AnalyticsSettings settings, long maxBytes, long seed) {
    this.settings = settings;
    this.maxBytes = maxBytes;
    this.keys = new SampledKeys(settings.sampledKeys(), settings.sampleRate(), maxBytes * HORIZON);
    this.halfLife = settings.halfLife().toMillis();
    this.sample = new LookupSample(seed, HOT_EVERY, this);
    this.others = group(GroupName.OTHERS);
  }

  /** From now on of what happens in this segment, and in no other. */
  public void follow(CacheSegment segment) {
    segment.listen(this);
    if (settings.enabled()) {
      sample.threshold(keys.threshold());
      segment.sample(sample);
    }
  }

  @Override
  public void scoped(Scope scope) {
    GroupName name = new GroupName(scope.tenant(), scope.namespace());
    Group group = groups.size() <= settings.groups() ? group(name) : others;
    group.scopes.add(scope);
    byScope.add(group);
  }

  /** What this sees of lookups. */
  public LookupSample sample() {
    return sample;
  }

  private Group group(GroupName name) {
    return groups.computeIfAbsent(
        name, each -> new Group(each, groups.size(), settings.hotKeys(), keys, maxBytes));
  }

  @Override
  public void sampled(int mark, int scope, int cost, long now) {
    Group group = byScope.get(scope);
    keys.referenced(mark, now, group.references);
    if (cost == LookupSample.MISSED) {
      group.sampledMiss();
    } else {
      group.sampledHit(cost);
    }
  }

  @Override
  public void picked(CacheKey key, long hash, int scope, long now) {
    byScope.get(scope).hot.add(key, hash, HOT_EVERY);
    fade(now);
  }

  /** What copies answer is hot by definition; how far apart in time it was is not known. */
  @Override
  public void hitElsewhere(CacheEntry entry, long hits, long now) {
    if (settings.enabled()) {
      named(entry.tenant(), entry.namespace()).hot.add(entry.key(), entry.hash(), hits);
    }
  }

  @Override
  public void stored(CacheEntry entry) {
    int mark = LookupSample.mark(entry.hash());
    if (sample.samples(mark)) {
      sample.read();
      Group group = named(entry.tenant(), entry.namespace());
      if (!keys.holds(mark)) {
        group.coldCost(entry.cost());
      }
      int cost = (int) entry.cost();
      keys.stored(mark, (int) entry.weight(), cost, group.number, sample.seenAt());
      sample.threshold(keys.threshold());
    }
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
    int mark = LookupSample.mark(hash);
    if (sample.samples(mark)) {
      sample.read();
      keys.forget(mark);
    }
  }

  /** Callers who waited got what one of them had loaded. */
  public void joined(CacheKey key, int waiters, long cost) {
    Group group = named(key.tenant(), key.namespace());
    group.joined += waiters;
    group.joinedMillis += waiters * cost;
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
    sample.read();
    ReuseHistogram reuse = ReuseHistogram.empty();
    double[] times = new double[Group.TIMES];
    double lookups = 0;
    int sampled = 0;
    List<HotKey> hot = new ArrayList<>();
    for (Group group : groups.values()) {
      boolean wanted =
          tenant.map(group.name.tenant()::equals).orElse(true)
              && namespace.map(group.name.namespace()::equals).orElse(true);
      if (wanted) {
        reuse = reuse.plus(group.corrected());
        lookups += group.lookups();
        sampled += keys.size(group.number);
        hot.addAll(group.hot.list());
        for (int i = 0; i < times.length; i++) {
          times[i] += group.times[i];
        }
      }
    }
    return new AccessProfile(reuse, times, lookups, sampled, keys.rate(), hot).hottest(hottest);
  }

  private Group named(String tenant, String namespace) {
    return groups.getOrDefault(new GroupName(tenant, namespace), others);
  }

  private void fade(long now) {
    if (fadedAt == 0) {
      fadedAt = now;
    } else if (now - fadedAt >= halfLife) {
      sample.read();
      groups.values().forEach(Group::halve);
      fadedAt = now;
    }
  }
}
