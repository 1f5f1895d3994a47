package io.blatam.platform.artifact;

/** The tenant has no artifact of this id, or its bytes are gone. */
public final class ArtifactMissingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ArtifactMissingException(ArtifactId id) {
    super("no artifact " + id);
  }
}
