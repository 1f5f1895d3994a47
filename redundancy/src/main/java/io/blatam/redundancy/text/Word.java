package io.blatam.redundancy.text;

import io.blatam.redundancy.api.Span;

/**
 * A word where it stands.
 *
 * @param normal lower case, without diacritics: what is compared
 * @param start first UTF-16 code unit in the source
 * @param end one past the last
 * @param block which block of the {@link Prose} it belongs to
 * @param stretch which {@linkplain Prose.Block#stretch() stretch}; no passage crosses its border
 */
public record Word(String normal, int start, int end, int block, int stretch) {

  public Span span() {
    return new Span(start, end);
  }

  /** Whether it has a letter, so that it is more than a figure. */
  public boolean hasLetter() {
    return normal.codePoints().anyMatch(Character::isLetter);
  }
}
