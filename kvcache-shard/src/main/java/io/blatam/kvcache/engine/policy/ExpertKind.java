package io.blatam.kvcache.engine.policy;

/** The experts that the adaptive policy listens to. */
enum ExpertKind {
  LRU,
  W_TINY_LFU,
  GDSF,
  GITTINS;

  /**
   * @param capacity in bytes, of the cache that the records are of
   */
  Expert create(Records records, Clock clock, ReuseModel model, long capacity) {
    return switch (this) {
      case LRU -> new LruExpert(records);
      case W_TINY_LFU -> new TinyLfuExpert(records, clock, capacity);
      case GDSF -> new GdsfExpert(records);
      case GITTINS -> new GittinsExpert(records, clock, model);
    };
  }
}
