package io.blatam.kvcache.engine;

import java.util.Optional;

/**
 * An entry that is of no use without the block before it. It names that block wherever it goes, to
 * another policy, a tier below or another node, so that it can be told there again what it follows.
 * Both belong to the same namespace of the same tenant.
 */
final class ChainedEntry extends CacheEntry {

  /**
   * What it takes more than another entry: a reference and a number. The name is its parent's own.
   */
  static final int OVERHEAD = 8;

  private final int staleMillis;
  private String parent;

  ChainedEntry(
      Scope scope,
      String key,
      long hash,
      byte[] encoded,
      boolean absent,
      long cost,
      Lifetime lifetime,
      String parent) {
    super(scope, key, hash, encoded, absent, cost, lifetime, OVERHEAD);
    this.staleMillis = staleMillis(lifetime);
    this.parent = parent;
  }

  @Override
  int staleMillis() {
    return staleMillis;
  }

  @Override
  public Optional<String> parent() {
    return Optional.of(parent);
  }

  @Override
  CacheEntry in(Scope scope, long hash) {
    return new ChainedEntry(scope, name(), hash, encoded(), absent(), cost(), lifetime(), parent);
  }

  /** Whether it is after this one, of the same segment. */
  boolean names(CacheEntry before) {
    return parent.equals(before.name()) && scope() == before.scope();
  }

  /** Of two equal strings one is enough. */
  void share(CacheEntry before) {
    parent = before.name();
  }
}
