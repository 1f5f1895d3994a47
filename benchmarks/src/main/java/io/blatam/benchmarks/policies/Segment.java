package io.blatam.benchmarks.policies;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.SegmentListener;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.SplittableRandom;

/** Ours: a whole segment as the cluster runs it, asked and filled through its public methods. */
final class Segment implements Cache {

  private static final Duration LONG = Duration.ofDays(1);

  /** What an entry weighs beside its value. */
  private static final int OVERHEAD = (int) CacheEntry.weight(key(0), 0);

  private final CacheSegment segment;
  private final CacheKey[] keys;
  private final BitSet held = new BitSet();
  private final boolean sized;

  private Segment(long bytes, int distinct, boolean sized, PolicyName policy) {
    this.sized = sized;
    this.keys = new CacheKey[distinct];
    for (int number = 0; number < distinct; number++) {
      keys[number] = key(number);
    }
    this.segment =
        new CacheSegment(
            bytes,
            0,
            policy.create(bytes),
            Codec.RAW,
            Residency.MEMORY_ONLY,
            new SplittableRandom(1));
    segment.listen(
        new SegmentListener() {
          @Override
          public void evicted(CacheEntry entry) {
            held.clear(HexFormat.fromHexDigits(entry.key().key()));
          }
        });
  }

  static Segment ofEntries(long entries, int distinct, PolicyName policy) {
    return new Segment(entries * OVERHEAD, distinct, false, policy);
  }

  /** Objects smaller than an entry's own overhead weigh that much, which the peers do not pay. */
  static Segment ofBytes(long bytes, int distinct, PolicyName policy) {
    return new Segment(bytes, distinct, true, policy);
  }

  @Override
  public boolean access(int key, int bytes) {
    if (segment.get(keys[key], 0).isPresent()) {
      return true;
    }
    byte[] value = new byte[sized ? Math.max(0, bytes - OVERHEAD) : 0];
    if (segment.put(keys[key], value, LONG, 1, 0)) {
      held.set(key);
    }
    return false;
  }

  @Override
  public boolean contains(int key) {
    return held.get(key);
  }

  private static CacheKey key(int number) {
    return new CacheKey("t", "trace", HexFormat.of().toHexDigits(number));
  }
}
