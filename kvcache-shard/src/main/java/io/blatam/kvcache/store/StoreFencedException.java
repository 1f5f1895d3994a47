package io.blatam.kvcache.store;

/**
 * Whoever writes has no right to it any more: the segment has been claimed by another owner since,
 * or does not keep its keys for the step that writes them.
 */
public final class StoreFencedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private StoreFencedException(String message) {
    super(message);
  }

  public StoreFencedException(String namespace, int segment, long epoch) {
    this(
        "segment "
            + segment
            + " of namespace "
            + namespace
            + " has another owner than the one of epoch "
            + epoch);
  }

  /** The segment has withdrawn a step's version. */
  public static StoreFencedException withdrawn(String namespace, int segment) {
    return new StoreFencedException(
        "segment "
            + segment
            + " of namespace "
            + namespace
            + " did not keep its keys for so long; try again");
  }
}
