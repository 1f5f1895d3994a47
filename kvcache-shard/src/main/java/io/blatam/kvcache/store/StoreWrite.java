package io.blatam.kvcache.store;

import io.blatam.kvcache.api.CacheKey;

/** One change of one key. A write with a smaller version than what the store has is void. */
public sealed interface StoreWrite {

  CacheKey key();

  Version version();

  record Put(CacheKey key, Version version, StoredValue value) implements StoreWrite {}

  record Delete(CacheKey key, Version version) implements StoreWrite {}
}
