package io.blatam.bul.figures;

import java.math.BigDecimal;
import java.util.Optional;

/**
 * A figure as it stands in a text.
 *
 * @param written with its sign, without currency or percent sign
 * @param value signed; empty for what is no number of the locale, such as a version or a time
 * @param decimals digits after the decimal mark
 * @param kind what it counts
 * @param start where it begins in its line
 */
record Figure(String written, Optional<BigDecimal> value, int decimals, Kind kind, int start) {

  /** Numbers this small are ordinals and counts of a list, not figures, unless they are marked. */
  private static final BigDecimal SMALL = BigDecimal.valueOf(12);

  /** What a figure counts. */
  enum Kind {
    MONEY,
    PERCENT,
    PLAIN,
    /** The number of a clause: it has its place, and nothing that computes it. */
    CLAUSE
  }

  /** What two spellings of the same figure have in common. */
  String identity() {
    return value
        .map(number -> number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString())
        .orElse(written);
  }

  /** Whether prose may say it without computing anything. */
  boolean ordinal() {
    return kind == Kind.CLAUSE
        || (kind == Kind.PLAIN
            && decimals == 0
            && value.map(number -> number.abs().compareTo(SMALL) <= 0).orElse(false));
  }
}
