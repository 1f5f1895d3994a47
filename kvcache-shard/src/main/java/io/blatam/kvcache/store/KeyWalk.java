package io.blatam.kvcache.store;

import io.blatam.kvcache.api.CacheKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Goes through all keys that a store has of a tenant's namespace, a page after the other, on the
 * threads that the pages come on. Not thread-safe: one page is under way at a time.
 */
final class KeyWalk {

  private static final int PAGE = 1024;

  private final BackingStore store;
  private final String tenant;
  private final String namespace;
  private final Consumer<CacheKey> each;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private Optional<CacheKey> last = Optional.empty();

  private KeyWalk(BackingStore store, String tenant, String namespace, Consumer<CacheKey> each) {
    this.store = store;
    this.tenant = tenant;
    this.namespace = namespace;
    this.each = each;
  }

  static CompletionStage<Void> through(
      BackingStore store, String tenant, String namespace, Consumer<CacheKey> each) {
    KeyWalk walk = new KeyWalk(store, tenant, namespace, each);
    walk.goOn();
    return walk.end;
  }

  /** In a loop: a store that answers at once would make the stack as deep as it has pages. */
  private void goOn() {
    while (!end.isDone()) {
      CompletableFuture<List<CacheKey>> page =
          StoreAnswer.to(() -> store.keys(tenant, namespace, last, PAGE)).toCompletableFuture();
      if (!page.isDone()) {
        page.whenComplete(
            (keys, failure) -> {
              take(keys, failure);
              goOn();
            });
        return;
      }
      page.whenComplete(this::take);
    }
  }

  private void take(List<CacheKey> keys, Throwable failure) {
    if (failure != null) {
      end.completeExceptionally(failure);
      return;
    }
    try {
      keys.forEach(each);
    } catch (RuntimeException e) {
      end.completeExceptionally(e);
      return;
    }
    if (keys.size() < PAGE) {
      end.complete(null);
    } else {
      last = Optional.of(keys.get(keys.size() - 1));
    }
  }
}
