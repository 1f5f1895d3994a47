package io.blatam.platform.artifact;

import io.blatam.platform.Unavailable;
import java.io.IOException;

/** The folder of artifacts can not be used now: its disk is full, gone or read-only. */
public final class ArtifactsUnavailableException extends RuntimeException implements Unavailable {

  private static final long serialVersionUID = 1L;

  public ArtifactsUnavailableException(String message, IOException cause) {
    super(message, cause);
  }

  @Override
  public String advice() {
    return "Files can not be stored or read now, because the disk for them is full or away; try"
        + " again when there is room.";
  }

  @Override
  public int retryAfterSeconds() {
    return 30;
  }
}
