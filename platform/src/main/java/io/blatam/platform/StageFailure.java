package io.blatam.platform;

import java.util.concurrent.CompletionException;

/**
 * What a stage failed with: what comes of another stage is wrapped, and nobody means the wrapping.
 */
public final class StageFailure {

  private StageFailure() {}

  /**
   * The failure itself, without the {@link CompletionException} that a later stage put around it.
   */
  public static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
