package io.blatam.kvcache.writes;

import io.blatam.kvcache.store.StoredValue;

/** What a {@link Work} makes of its key. */
public sealed interface Change {

  record Put(StoredValue value) implements Change {}

  record Delete() implements Change {}
}
