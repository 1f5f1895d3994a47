package io.blatam.kvcache.writes;

import io.blatam.kvcache.store.StoredValue;

/** What a {@link Work} makes of its key. */
public sealed interface Change {

  /**
   * @param staleMillis for how long after the value's end the cache keeps it for those who take a
   *     stale one; the store knows nothing of that
   */
  record Put(StoredValue value, long staleMillis) implements Change {

    public Put(StoredValue value) {
      this(value, 0);
    }
  }

  record Delete() implements Change {}
}
