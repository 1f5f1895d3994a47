package io.blatam.kvcache.shard;

import java.util.function.IntToLongFunction;

/** Where a page ends whose keys are in the order of their positions. */
public final class PageEnd {

  private PageEnd() {}

  /**
   * Keys that share a position belong to one page.
   *
   * @param size how many keys there are
   * @param limit how many the page is to have, and as many more as share the last one's position
   * @param position of each
   * @return the position at which the next page begins, {@link Page#END} if there is none
   */
  public static long of(int size, int limit, IntToLongFunction position) {
    return size <= limit ? Page.END : position.applyAsLong(limit - 1) + 1;
  }
}
