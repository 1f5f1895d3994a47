package io.blatam.kvcache.store;

/** The segment has been claimed by another owner since: this one must not write any more. */
public final class StoreFencedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreFencedException(String namespace, int segment, long epoch) {
    super(
        "segment "
            + segment
            + " of namespace "
            + namespace
            + " has another owner than the one of epoch "
            + epoch);
  }
}
