package io.blatam.kvcache.store;

import io.blatam.kvcache.api.CacheKey;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Goes through all keys that a store has of a tenant's namespace, a page after the other. */
final class KeyWalk {

  private static final int PAGE = 1024;

  private KeyWalk() {}

  static CompletionStage<Void> through(
      BackingStore store, String tenant, String namespace, Consumer<CacheKey> each) {
    return page(store, tenant, namespace, Optional.empty(), each);
  }

  private static CompletionStage<Void> page(
      BackingStore store,
      String tenant,
      String namespace,
      Optional<CacheKey> after,
      Consumer<CacheKey> each) {
    return store
        .keys(tenant, namespace, after, PAGE)
        // Not in place: a store that answers at once would make the stack as deep as it has pages.
        .thenComposeAsync(
            keys -> {
              keys.forEach(each);
              return keys.size() < PAGE
                  ? CompletableFuture.completedFuture(null)
                  : page(store, tenant, namespace, Optional.of(keys.get(PAGE - 1)), each);
            });
  }
}
