package io.blatam.kvcache.engine.policy;

/**
 * Compares experts on a sample of the keys, each with a {@link Shadow} cache of the sample's share
 * of the capacity, by the cost that each would have saved. Old accesses fade. The leader is
 * replaced only when another saved more by several standard errors of their difference: two that do
 * equally well are not swapped for noise.
 */
final class Panel {

  /** The first leader, before anything is known: the best of the public policies on average. */
  static final ExpertKind FIRST_LEADER = ExpertKind.W_TINY_LFU;

  /** The first leader where entries turn out to differ in cost or weight. */
  static final ExpertKind FIRST_LEADER_BY_DENSITY = ExpertKind.GDSF;

  private static final double STANDARD_ERRORS = 3;

  /** Over how many accesses a comparison reaches, in entries held, and at the least. */
  private static final double WINDOW = 16;

  private static final int WINDOW_AT_LEAST = 4_000;

  /** What is left of the sample when it has become too large. */
  private static final double NARROWER = 0.75;

  private static final ExpertKind[] KINDS = ExpertKind.values();

  private final long capacity;
  private final Clock clock;
  private final ReuseModel model;
  private final int most;
  private final Shadow[] shadows = new Shadow[KINDS.length];
  private final boolean[] hits = new boolean[KINDS.length];
  private final double[] lead = new double[KINDS.length];
  private final double[] variance = new double[KINDS.length];
  private double share = 1;
  private long threshold = Long.MAX_VALUE;
  private ExpertKind leader = FIRST_LEADER;

  /**
   * @param capacity of the cache that is sampled, in bytes
   * @param maxBytes what the panel may take up
   */
  Panel(long capacity, long maxBytes, Clock clock, ReuseModel model) {
    this.capacity = capacity;
    this.clock = clock;
    this.model = model;
    this.most = (int) Math.max(8, Math.min(1 << 20, maxBytes / (Shadow.BYTES * KINDS.length)));
    begin();
  }

  ExpertKind leader() {
    return leader;
  }

  boolean watches(long hash) {
    return hash >>> 1 < threshold;
  }

  /**
   * A key that it watches was asked for.
   *
   * @param slots about how many entries the sampled cache holds
   * @return whether another expert leads from now on
   */
  boolean access(long hash, int weight, int info, long cost, double slots) {
    for (int i = 0; i < shadows.length; i++) {
      hits[i] = shadows[i].access(hash, weight, info);
      if (shadows[i].size() > most) {
        narrow();
      }
    }
    double keep = 1 - 1 / Math.max(WINDOW_AT_LEAST * share, WINDOW * slots * share);
    boolean led = hits[leader.ordinal()];
    ExpertKind best = leader;
    double bestLead = 0;
    for (int i = 0; i < shadows.length; i++) {
      lead[i] *= keep;
      variance[i] *= keep;
      if (hits[i] != led) {
        lead[i] += led ? -cost : cost;
        variance[i] += (double) cost * cost;
        boolean sure = lead[i] > STANDARD_ERRORS * Math.sqrt(variance[i]);
        if (sure && lead[i] > bestLead) {
          best = KINDS[i];
          bestLead = lead[i];
        }
      }
    }
    if (best == leader) {
      return false;
    }
    lead(best);
    return true;
  }

  /** All experts begin anew; what they have shown before still counts. */
  void begin() {
    for (ExpertKind kind : KINDS) {
      shadows[kind.ordinal()] =
          new Shadow(kind, clock, model, Math.max(1, (long) (capacity * share)));
    }
  }

  /**
   * The cache holds this key. To be told of those that it watches and of others, the longest unused
   * first.
   */
  void held(long hash, int weight, int info, int last) {
    for (int i = 0; i < shadows.length && watches(hash); i++) {
      shadows[i].insert(hash, weight, info, last);
      if (shadows[i].size() > most) {
        narrow();
      }
    }
  }

  void forget(long hash) {
    if (watches(hash)) {
      for (Shadow shadow : shadows) {
        shadow.forget(hash);
      }
    }
  }

  /** Lets this expert lead, and begins all comparisons anew. */
  void lead(ExpertKind kind) {
    leader = kind;
    for (int i = 0; i < shadows.length; i++) {
      lead[i] = 0;
      variance[i] = 0;
    }
  }

  private void narrow() {
    share *= NARROWER;
    threshold = (long) (Long.MAX_VALUE * share);
    for (Shadow shadow : shadows) {
      shadow.narrow(threshold, Math.max(1, (long) (capacity * share)));
    }
  }
}
