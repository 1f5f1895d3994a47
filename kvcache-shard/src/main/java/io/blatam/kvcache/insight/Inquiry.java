package io.blatam.kvcache.insight;

import java.util.Optional;

/**
 * What a node is asked about itself.
 *
 * @param tenant whose groups; all if empty
 * @param namespace which groups; all if empty
 * @param hottest how many of the hottest keys
 */
public record Inquiry(
    Optional<String> tenant, Optional<String> namespace, Depth depth, int hottest) {

  public enum Depth {
    /** Counts, rates and latencies. */
    FIGURES,
    /** These, and how keys are used. */
    PROFILE
  }

  public static Inquiry figures(Optional<String> tenant) {
    return new Inquiry(tenant, Optional.empty(), Depth.FIGURES, 0);
  }
}
