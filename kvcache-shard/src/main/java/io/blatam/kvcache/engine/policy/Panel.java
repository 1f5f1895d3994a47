package io.blatam.kvcache.engine.policy;

import java.util.Arrays;

/**
 * Compares experts on a sample of the keys, each with one of {@link Shadows} of the sample's share
 * of the capacity, by the cost that each would have saved. Old accesses fade. The leader is
 * replaced only when another's {@link Lead} is sure: two that do equally well are not swapped for
 * noise.
 */
final class Panel {

  /** The first leader, before anything is known: it learns the fastest. */
  static final ExpertKind FIRST_LEADER = ExpertKind.LIRS;

  /** The first leader where entries turn out to differ in cost or weight. */
  static final ExpertKind FIRST_LEADER_BY_DENSITY = ExpertKind.GITTINS;

  /**
   * Where entries differ in cost or weight, the first leader has to learn first, and what it saves
   * meanwhile says little about later. So it is only given up for an expert whose lead is sure by
   * this many standard errors more than are asked of others.
   */
  private static final double FURTHER_BY_DENSITY = 2;

  /** Over how many accesses a comparison reaches, in entries held, and at the least. */
  private static final double WINDOW = 16;

  private static final int WINDOW_AT_LEAST = 4_000;

  /** How many accesses may belong to one burst of hits, in entries held. */
  private static final double BURST = 1.0 / 8;

  /** What is left of the sample when it has become too large. */
  private static final double NARROWER = 0.75;

  private static final ExpertKind[] KINDS = ExpertKind.values();

  /** The marks of all keys are below this. */
  private static final long ALL = 1L << Integer.SIZE;

  private final long capacity;
  private final Clock clock;
  private final Forecast forecast;
  private final int most;
  private final Lead[] leads = new Lead[KINDS.length];
  private Shadows shadows;
  private double share = 1;
  private long threshold = ALL;
  private ExpertKind leader = FIRST_LEADER;
  private int burstBegan;
  private boolean byDensity;

  /**
   * @param capacity of the cache that is sampled, in bytes
   * @param maxBytes what the panel may take up
   */
  Panel(long capacity, long maxBytes, Clock clock, Forecast forecast) {
    this.capacity = capacity;
    this.clock = clock;
    this.forecast = forecast;
    this.most = (int) Math.max(8, Math.min(1 << 20, maxBytes / Shadows.bytesAKey(KINDS.length)));
    begin();
    lead(FIRST_LEADER);
  }

  ExpertKind leader() {
    return leader;
  }

  boolean watches(long hash) {
    return Integer.toUnsignedLong(Shadows.mark(hash)) < threshold;
  }

  /**
   * A key that it watches was asked for.
   *
   * @param slots about how many entries the sampled cache holds
   * @return whether another expert leads from now on
   */
  boolean access(long hash, int weight, int info, long cost, double slots) {
    int hits = shadows.access(hash, weight, info);
    if (shadows.size() > most) {
      narrow();
    }
    double keep = 1 - 1 / Math.max(WINDOW_AT_LEAST * share, WINDOW * slots * share);
    double further = byDensity && leader == FIRST_LEADER_BY_DENSITY ? FURTHER_BY_DENSITY : 0;
    boolean burstEnds = clock.now - burstBegan >= BURST * slots;
    if (burstEnds) {
      burstBegan = clock.now;
    }
    ExpertKind best = leader;
    double bestLead = 0;
    for (ExpertKind kind : KINDS) {
      Lead lead = leads[kind.ordinal()];
      if (burstEnds) {
        lead.endBurst();
      }
      lead.fade(keep);
      lead.add(cost * (hit(hits, kind) - hit(hits, leader)));
      double sure = lead.sure(further);
      if (sure > bestLead) {
        best = kind;
        bestLead = sure;
      }
    }
    if (best == leader) {
      return false;
    }
    lead(best);
    return true;
  }

  private static double hit(int hits, ExpertKind kind) {
    return hits >>> kind.ordinal() & 1;
  }

  /** All experts begin anew; what they have shown before still counts. */
  void begin() {
    shadows = new Shadows(clock, forecast, shareOfCapacity(), KINDS);
  }

  /**
   * The cache holds this key. To be told of those that it watches and of others, the longest unused
   * first.
   */
  void held(long hash, int weight, int info, int count, int last) {
    if (watches(hash)) {
      shadows.insert(hash, weight, info, count, last);
      if (shadows.size() > most) {
        narrow();
      }
    }
  }

  void forget(long hash) {
    if (watches(hash)) {
      shadows.forget(hash);
    }
  }

  /** Entries turned out to differ in cost or weight. */
  void leadByDensity() {
    byDensity = true;
    lead(FIRST_LEADER_BY_DENSITY);
  }

  /** Lets this expert lead, and begins all comparisons anew. */
  void lead(ExpertKind kind) {
    leader = kind;
    burstBegan = clock.now;
    Arrays.setAll(leads, i -> new Lead());
  }

  private void narrow() {
    share *= NARROWER;
    threshold = (long) (ALL * share);
    shadows.narrow(threshold, shareOfCapacity());
  }

  private long shareOfCapacity() {
    return Math.max(1, (long) (capacity * share));
  }
}
