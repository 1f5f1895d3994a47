package io.blatam.kvcache.engine.policy;

/**
 * How many bytes the adaptive policy may spend besides its records: a 24th of the segment, or what
 * a useful history takes at least, but never more than an eighth.
 *
 * @param ghosts for keys that are not held any more
 * @param panel for the experts' caches of keys
 * @param model for what is learned of reuse, and the lists of the experts
 */
record Memory(long ghosts, long panel, long model) {

  private static final int SHARE = 24;
  private static final int SHARE_AT_MOST = 8;
  private static final long AT_LEAST = 288 << 10;
  private static final long MODEL = 104 << 10;

  static Memory of(long maxBytes) {
    long all = Math.max(maxBytes / SHARE, Math.min(maxBytes / SHARE_AT_MOST, AT_LEAST));
    long model = Math.min(all / 2, MODEL);
    long panel = (all - model) * 3 / 8;
    return new Memory(all - model - panel, panel, model);
  }

  long bytes() {
    return ghosts + panel + model;
  }
}
