package io.blatam.bul.type;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How a free text says a field. Tried in this order: what is read of every text anyway, patterns,
 * and for numbers and days the first one that stands after one of some words.
 *
 * @param said {@code client}, {@code other-party}, {@code service} or {@code priced-items}
 * @param patterns the value is the first group
 * @param near words, in plain letters, after which the value stands; an empty list: anywhere
 * @param unit what a duration is counted in: {@code days}, {@code months}, {@code years}
 */
public record TextRule(
    Optional<String> said,
    List<Pattern> patterns,
    Optional<List<String>> near,
    Optional<String> unit) {

  /** What {@link #said} can be. */
  public static final List<String> SAID =
      List.of("client", "other-party", "service", "priced-items");

  /** What {@link #unit} can be. */
  public static final List<String> UNITS = List.of("days", "months", "years");

  /** A proper name, as {@code <name>} stands for it in a pattern. */
  public static final String NAME =
      "\\p{Lu}[\\p{L}\\p{N}&'.-]*(?:,?\\s+(?:(?:de|del|la|las|los|of|the|&)\\s+)*\\p{Lu}[\\p{L}\\p{N}&'.-]*){0,6}";

  public TextRule {
    patterns = List.copyOf(patterns);
    near = near.map(List::copyOf);
  }
}
