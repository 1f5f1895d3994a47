package io.blatam.bul.production;

import akka.actor.typed.ActorSystem;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.blatam.platform.Platform;
import io.blatam.platform.artifact.Artifact;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.artifact.ArtifactStore;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/** Texts, and other files that are held whole, as artifacts. Thread-safe. */
public final class Texts {

  private static final String MARKDOWN = "text/markdown; charset=UTF-8";

  private final ArtifactStore artifacts;
  private final ActorSystem<?> system;

  Texts(ArtifactStore artifacts, ActorSystem<?> system) {
    this.artifacts = artifacts;
    this.system = system;
  }

  /** Over a platform's artifacts. */
  public static Texts of(Platform platform) {
    return new Texts(platform.artifacts(), platform.system());
  }

  CompletionStage<ArtifactId> store(String tenant, String text) {
    return store(tenant, MARKDOWN, text.getBytes(StandardCharsets.UTF_8)).thenApply(Artifact::id);
  }

  public CompletionStage<Artifact> store(String tenant, String mediaType, byte[] bytes) {
    return artifacts.put(tenant, mediaType, Source.single(ByteString.fromArrayUnsafe(bytes)));
  }

  public CompletionStage<String> read(String tenant, ArtifactId id) {
    return bytes(tenant, id).thenApply(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  public CompletionStage<byte[]> bytes(String tenant, ArtifactId id) {
    return artifacts
        .read(tenant, id)
        .runFold(ByteString.emptyByteString(), ByteString::concat, system)
        .thenApply(ByteString::toArray);
  }
}
