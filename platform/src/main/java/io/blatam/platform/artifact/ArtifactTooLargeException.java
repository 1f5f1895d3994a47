package io.blatam.platform.artifact;

/** More bytes than {@code blatam.artifacts.max-size}. Nothing of them was kept. */
public final class ArtifactTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ArtifactTooLargeException(long maxSize) {
    super("larger than " + maxSize + " bytes (blatam.artifacts.max-size)");
  }
}
