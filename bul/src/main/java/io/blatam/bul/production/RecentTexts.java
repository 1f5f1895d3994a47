package io.blatam.bul.production;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.redundancy.api.ReadText;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Finished documents as comparing reads them. A tenant's documents are compared with much the same
 * earlier ones, and an artifact's text never changes, so forgetting one costs only time.
 * Thread-safe.
 */
final class RecentTexts {

  /** Some half a megabyte each. */
  private static final int AT_MOST = 32;

  private record Key(String tenant, ArtifactId markdown) {}

  private final Texts texts;
  private final Executor executor;
  private final Cache<Key, ReadText> read = Caffeine.newBuilder().maximumSize(AT_MOST).build();

  RecentTexts(Texts texts, Executor executor) {
    this.texts = texts;
    this.executor = executor;
  }

  CompletionStage<ReadText> read(String tenant, ArtifactId markdown) {
    Key key = new Key(tenant, markdown);
    ReadText known = read.getIfPresent(key);
    if (known != null) {
      return CompletableFuture.completedStage(known);
    }
    return texts
        .read(tenant, markdown)
        .thenApplyAsync(
            text -> {
              ReadText made = ReadText.of(text);
              read.put(key, made);
              return made;
            },
            executor);
  }
}
