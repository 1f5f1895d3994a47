package io.blatam.kvcache.engine.policy;

/** The experts that the adaptive policy listens to. */
enum ExpertKind {
  LIRS,
  GDSF,
  GITTINS;

  /**
   * @param capacity in bytes, of the cache that the records are of
   */
  Expert create(Records records, Clock clock, Forecast forecast, long capacity) {
    return switch (this) {
      case LIRS -> new LirsExpert(records, clock, capacity);
      case GDSF -> new GdsfExpert(records);
      case GITTINS -> new GittinsExpert(records, clock, forecast);
    };
  }
}
