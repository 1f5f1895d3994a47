package io.blatam.kvcache.engine;

import io.blatam.kvcache.api.CacheKey;

/**
 * Picks, of a segment's lookups, those that somebody looks at closer: all lookups of the keys whose
 * hash lies below a threshold, and one lookup in about so many of whatever key. Belongs to the
 * segment's one writer, as whoever reads it does.
 *
 * <p>Every lookup pays for this, so of those that are not picked it is two comparisons: with what
 * the key's hash and the scope's counts are, which are known early and counted anyway. Nothing is
 * written; a processor is at several lookups at a time, waiting for their memory, until there is no
 * more room for what they write. What is sampled is read {@value #KEPT} at a time, what is picked
 * {@value #PICKS}.
 */
public final class LookupSample {

  /** Where a lookup found nothing. */
  public static final int MISSED = -1;

  /** Looks at nothing. */
  static final LookupSample NONE =
      new LookupSample(
          0,
          1,
          new Reader() {
            @Override
            public void sampled(int mark, int scope, int cost, long now) {}

            @Override
            public void picked(CacheKey key, long hash, int scope, long now) {}
          });

  private static final int KEPT = 512;
  private static final int PICKS = 64;
  private static final int WORDS = 2;
  private static final long LOW = 0xffffffffL;

  /** Who looks closer. It must be quick and must not call the segment. */
  public interface Reader {

    /**
     * A sampled key was looked up; told in the order of lookups, but up to {@value #KEPT} of them
     * late.
     *
     * @param mark the key's {@link #mark}
     * @param scope the {@link Scope#number} of its tenant's namespace
     * @param cost of what was found, in milliseconds, or {@link #MISSED}
     * @param now when, in milliseconds since the epoch
     */
    void sampled(int mark, int scope, int cost, long now);

    /**
     * One lookup in so many; told up to {@value #PICKS} of them late.
     *
     * @param now when it was told, or a little earlier, in milliseconds since the epoch
     */
    void picked(CacheKey key, long hash, int scope, long now);
  }

  private final Reader reader;
  private final long[] kept = new long[KEPT * WORDS];
  private final int pickOneIn;
  private int filled;

  /**
   * Made anew for each batch: where a reference goes into an old array, G1's barrier has the
   * processor wait until all that it began is written; into a young one it goes for nothing.
   */
  private CacheKey[] pickedKeys = new CacheKey[PICKS];

  private final long[] pickedHashes = new long[PICKS];
  private final int[] pickedScopes = new int[PICKS];
  private int picks;
  private long pickedAt;
  private long random;
  private long seenAt;

  /** Of 2^32. */
  private long threshold;

  /**
   * @param seed of the choice of lookups
   * @param pickOneIn one lookup in so many, on average, is picked
   */
  public LookupSample(long seed, int pickOneIn, Reader reader) {
    this.random = seed | 1;
    this.pickOneIn = pickOneIn;
    this.reader = reader;
  }

  /** The half of a key's hash that says whether the key is sampled. */
  public static int mark(long hash) {
    return (int) (hash >>> Integer.SIZE);
  }

  /**
   * Keys are sampled whose mark, unsigned, is less.
   *
   * @param below 0 to 2^32
   */
  public void threshold(long below) {
    threshold = below;
  }

  public boolean samples(int mark) {
    return Integer.toUnsignedLong(mark) < threshold;
  }

  /** When a sampled key was last looked up, in milliseconds since the epoch; 0 before the first. */
  public long seenAt() {
    return seenAt;
  }

  void hit(CacheKey key, long hash, CacheEntry entry, long now) {
    if (this != NONE) {
      Scope scope = entry.scope();
      if (sampled(hash)) {
        keep(hash, scope, entry.cost(), now);
      }
      if (scope.counters.hits >= scope.pickHit) {
        boolean due = scope.pickHit > 0;
        scope.pickHit = scope.counters.hits + skip();
        pick(due, key, hash, scope, now);
      }
    }
  }

  void missed(CacheKey key, long hash, Scope scope, long now) {
    if (this != NONE) {
      if (sampled(hash)) {
        keep(hash, scope, MISSED & LOW, now);
      }
      if (scope.counters.misses >= scope.pickMiss) {
        boolean due = scope.pickMiss > 0;
        scope.pickMiss = scope.counters.misses + skip();
        pick(due, key, hash, scope, now);
      }
    }
  }

  /** The first lookup of all only says from where to count: it stands for no others. */
  private void pick(boolean due, CacheKey key, long hash, Scope scope, long now) {
    if (due) {
      pickedKeys[picks] = key;
      pickedHashes[picks] = hash;
      pickedScopes[picks] = scope.number();
      picks++;
      pickedAt = now;
      if (picks == PICKS) {
        readPicks();
      }
    }
  }

  private boolean sampled(long hash) {
    return hash >>> Integer.SIZE < threshold;
  }

  private void keep(long hash, Scope scope, long outcome, long now) {
    kept[filled] = hash & ~LOW | scope.number();
    kept[filled + 1] = now << Integer.SIZE | outcome;
    seenAt = now;
    filled += WORDS;
    if (filled == kept.length) {
      readSampled();
    }
  }

  /** Tells of what is sampled or picked and was not told yet. */
  public void read() {
    readPicks();
    readSampled();
  }

  private void readPicks() {
    if (picks > 0) {
      CacheKey[] keys = pickedKeys;
      int count = picks;
      pickedKeys = new CacheKey[PICKS];
      picks = 0;
      for (int at = 0; at < count; at++) {
        reader.picked(keys[at], pickedHashes[at], pickedScopes[at], pickedAt);
      }
    }
  }

  private void readSampled() {
    int count = filled;
    filled = 0;
    for (int at = 0; at < count; at += WORDS) {
      long when = kept[at + 1];
      // The half that is kept of a time says it within 24 days.
      long now = seenAt - ((int) seenAt - (int) (when >>> Integer.SIZE));
      reader.sampled(mark(kept[at]), (int) kept[at], (int) when, now);
    }
  }

  /**
   * How many go by until the next pick, by Xorshift (Marsaglia 2003): a fixed step would see
   * nothing of a pattern of the same period.
   */
  private int skip() {
    random ^= random << 13;
    random ^= random >>> 7;
    random ^= random << 17;
    return 1 + (int) ((random >>> 33) % (2L * pickOneIn - 1));
  }
}
