package io.blatam.kvcache.engine;

/** An entry whose value is good for some, for a while, when it is not fresh any more. */
final class StaleEntry extends CacheEntry {

  /** What it takes more than another entry: a number, padded. */
  private static final int OVERHEAD = 8;

  private final int staleMillis;

  StaleEntry(
      Scope scope,
      String key,
      long hash,
      byte[] encoded,
      boolean absent,
      long cost,
      Lifetime lifetime) {
    super(scope, key, hash, encoded, absent, cost, lifetime, OVERHEAD);
    this.staleMillis = staleMillis(lifetime);
  }

  @Override
  int staleMillis() {
    return staleMillis;
  }
}
