package io.blatam.gamma.api;

import io.blatam.platform.artifact.ArtifactId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A presentation as its tenant sees it.
 *
 * @param position grows with every presentation accepted; orders lists
 * @param slides known when the deck is written
 * @param generator who wrote the text; known when the deck is written
 * @param formats what was asked for
 * @param files what is finished; all of them once the status is done
 */
public record PresentationView(
    long position,
    String id,
    PresentationStatus status,
    String title,
    String kind,
    Language language,
    Optional<Integer> slides,
    Optional<String> generator,
    List<String> formats,
    List<File> files,
    Optional<String> error,
    Instant createdAt,
    Instant updatedAt) {

  /** A finished file. */
  public record File(
      String format, String name, String mediaType, long size, ArtifactId artifact) {}
}
