package io.blatam.bul.production;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.blatam.bul.profile.LogoPicture;
import io.blatam.export.api.Logo;
import io.blatam.platform.Platform;
import io.blatam.platform.artifact.ArtifactId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the picture that a document's front matter names. A document whose picture is gone is
 * printed without it: that is worth a line in the log, not a failed job. Thread-safe.
 */
final class Letterhead {

  private static final Logger LOG = LoggerFactory.getLogger(Letterhead.class);
  private static final int KEPT = 32;

  private final Texts artifacts;
  private final Cache<String, Logo> kept = Caffeine.newBuilder().maximumSize(KEPT).build();

  Letterhead(Texts artifacts) {
    this.artifacts = artifacts;
  }

  /** Over a platform's artifacts. */
  public static Letterhead of(Platform platform) {
    return new Letterhead(Texts.of(platform));
  }

  /**
   * That picture of the tenant's.
   *
   * @param named by the front matter, if it names one
   */
  public CompletionStage<Optional<Logo>> logo(String tenant, Optional<String> named) {
    if (named.isEmpty()) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    String id = named.get();
    String key = tenant + " " + id;
    Logo known = kept.getIfPresent(key);
    if (known != null) {
      return CompletableFuture.completedStage(Optional.of(known));
    }
    return CompletableFuture.completedStage(id)
        .thenCompose(name -> artifacts.bytes(tenant, new ArtifactId(name)))
        .thenApply(
            bytes -> {
              Logo logo = LogoPicture.of(bytes);
              kept.put(key, logo);
              return Optional.of(logo);
            })
        .exceptionally(
            failure -> {
              LOG.warn("the logo {} is left out: {}", id, failure.getMessage());
              return Optional.empty();
            });
  }
}
