package io.blatam.benchmarks.policies;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.CacheEntry;
import io.blatam.kvcache.engine.CacheSegment;
import io.blatam.kvcache.engine.Codec;
import io.blatam.kvcache.engine.EvictionPolicy;
import io.blatam.kvcache.engine.Lifetime;
import io.blatam.kvcache.engine.Residency;
import io.blatam.kvcache.engine.SegmentListener;
import io.blatam.kvcache.engine.policy.PolicyName;
import java.time.Duration;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.SplittableRandom;

/**
 * Ours: a whole segment as the cluster runs it, asked and filled through its public methods. Its
 * bound is the capacity plus what its policy takes up itself, so that it holds what its peers hold.
 */
final class Segment implements Cache {

  private static final Duration LONG = Duration.ofDays(1);

  /** What the traces without sizes are of: pages of a disk or a database. */
  private static final int PAGE = 4 << 10;

  /** Keys and values of 512 tokens; those of any real model take more. */
  private static final int PREFIX_BLOCK = 64 << 10;

  /** What an entry weighs beside its value. */
  private static final int OVERHEAD = (int) CacheEntry.weight(key(0), 0);

  private static final int LEAST_WEIGHT = leastWeight();

  private final CacheSegment segment;
  private final CacheKey[] keys;
  private final BitSet held = new BitSet();
  private final boolean sized;
  private final byte[] page;

  private Segment(long bound, Trace trace, PolicyName policy, int seed) {
    this.sized = trace.sized();
    this.page = new byte[page(trace)];
    this.keys = new CacheKey[trace.distinct()];
    for (int number = 0; number < keys.length; number++) {
      keys[number] = key(number);
    }
    this.segment = plain(policy, bound, seed);
    segment.listen(
        new SegmentListener() {
          @Override
          public void evicted(CacheEntry entry) {
            held.clear(HexFormat.fromHexDigits(entry.key().key()));
          }
        });
  }

  /** Of values as they are, and nothing below memory. */
  static CacheSegment plain(PolicyName policy, long bound, int seed) {
    return new CacheSegment(
        bound,
        0,
        policy.create(bound),
        Codec.RAW,
        Residency.MEMORY_ONLY,
        new SplittableRandom(seed));
  }

  /**
   * With the capacity that the trace's peers are given.
   *
   * @param capacity bytes in a sized trace, else entries
   * @param seed of the keys' hashes, and so of the experts' sample
   */
  static Segment of(long capacity, Trace trace, PolicyName policy, int seed) {
    boolean sized = trace.sized();
    long bytes = sized ? capacity : capacity * (OVERHEAD + page(trace));
    long bound = bound(bytes, sized ? 0 : (int) capacity, trace, policy);
    return new Segment(bound, trace, policy, seed);
  }

  private static int page(Trace trace) {
    return trace.chained() ? PREFIX_BLOCK : PAGE;
  }

  /** What an entry takes, of which the policy's record is a part, when its value is empty. */
  static int leastWeight() {
    EvictionPolicy policy = PolicyName.ADAPTIVE.create(1 << 20);
    return OVERHEAD + (int) (policy.bookkeeping(1) - policy.bookkeeping(0));
  }

  /** The bound of which so many bytes are left for so many entries. */
  private static long bound(long bytes, int entries, Trace trace, PolicyName name) {
    long bound = bytes;
    long before = 0;
    while (bound != before) {
      before = bound;
      EvictionPolicy policy = name.create(bound);
      if (trace.chained()) {
        chainTwo(policy);
      }
      bound = bytes + policy.bookkeeping(entries);
    }
    return bound;
  }

  /** What a policy takes up depends on whether there are chains. */
  private static void chainTwo(EvictionPolicy policy) {
    CacheEntry head = CacheEntry.of(key(0), new byte[0], false, 1, Lifetime.until(1));
    CacheEntry tail = CacheEntry.of(key(1), new byte[0], false, 1, Lifetime.until(1));
    policy.arriving(head);
    policy.inserted(head);
    policy.arriving(tail, head);
    policy.inserted(tail);
    policy.follows(tail, head);
  }

  @Override
  public boolean access(int key, int bytes) {
    if (segment.get(keys[key], 0).isPresent()) {
      return true;
    }
    byte[] value = sized ? new byte[bytes - LEAST_WEIGHT] : page;
    if (segment.put(keys[key], value, LONG, 1, 0)) {
      held.set(key);
    }
    return false;
  }

  @Override
  public boolean contains(int key) {
    return held.get(key);
  }

  @Override
  public void chain(int[] blocks, int present) {
    for (int block = present - 1; block >= 0; block--) {
      access(blocks[block], 1);
    }
    for (int block = present; block < blocks.length; block++) {
      boolean stored =
          block == 0
              ? segment.put(keys[blocks[0]], page, LONG, 1, 0)
              : segment.putAfter(keys[blocks[block - 1]], keys[blocks[block]], page, LONG, 1, 0);
      held.set(blocks[block], stored);
    }
  }

  private static CacheKey key(int number) {
    return new CacheKey("t", "trace", HexFormat.of().toHexDigits(number));
  }
}
