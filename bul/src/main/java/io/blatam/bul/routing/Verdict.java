package io.blatam.bul.routing;

import java.util.List;
import java.util.Optional;

/**
 * How likely each label is.
 *
 * @param ranking all labels, the likeliest first
 */
public record Verdict(List<Likely> ranking) {

  public Verdict {
    ranking = List.copyOf(ranking);
  }

  /** The likeliest label. */
  public Likely best() {
    return ranking.get(0);
  }

  /** The probability of {@code label}; 0 for one that is not known. */
  public double of(String label) {
    return ranking.stream()
        .filter(likely -> likely.label().equals(label))
        .mapToDouble(Likely::probability)
        .findFirst()
        .orElse(0);
  }

  /** A label and its probability, 0 to 1. */
  public record Likely(String label, double probability) {}

  /**
   * Why a text may belong to a label.
   *
   * @param name what the text calls it
   * @param signals the words of the text that speak for it
   * @param example its example that means nearly the same
   */
  public record Evidence(Optional<String> name, List<String> signals, Optional<String> example) {}
}
