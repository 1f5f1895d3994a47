package io.blatam.platform.artifact;

import java.io.IOException;

/**
 * The folder of artifacts can not be used now: its disk is full, gone or read-only. Nothing was
 * stored; the same call may succeed later. At HTTP this is a 503 with {@code Retry-After}.
 */
public final class ArtifactsUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ArtifactsUnavailableException(String message, IOException cause) {
    super(message, cause);
  }
}
