package io.blatam.bul.brief;

import io.blatam.bul.type.TextRule;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a free text says an agreement is between: "entre Nortia S. L. y Hotel Sol", "between A and
 * B", or one of them, "con Hotel Sol", who is then the other party.
 */
record PartiesText(Optional<String> own, Optional<String> other) {
  private static final String NAME = "[\"“«]?(" + TextRule.NAME + ")[\"”»]?";
  private static final Pattern BOTH =
      Pattern.compile(
          "\\b(?:[Ee]ntre|[Bb]etween)\\s+(?:la empresa |the company )?"
              + NAME
              + "\\s*(?:\\([^)]*\\))?,?\\s+(?:y|e|and)\\s+(?:el |la |the )?"
              + NAME);
  private static final Pattern WITH =
      Pattern.compile(
          "\\b(?:[Cc]on|[Ww]ith|[Pp]ara|[Ff]or)\\s+(?:el |la |los |las |the )?(?:cliente |proveedor"
              + " |client |supplier |contractor )?"
              + NAME);

  static PartiesText read(String text) {
    Matcher both = BOTH.matcher(text);
    if (both.find()) {
      return new PartiesText(
          Optional.of(trimmed(both.group(1))), Optional.of(trimmed(both.group(2))));
    }
    Matcher with = WITH.matcher(text);
    return new PartiesText(
        Optional.empty(), with.find() ? Optional.of(trimmed(with.group(1))) : Optional.empty());
  }

  /** Takes the sentence's full stop from a name, not that of "S. A." or "Inc.". */
  static String trimmed(String name) {
    String bare = name.strip().replaceAll(",$", "");
    return bare.matches(".*(?:\\b\\p{Lu}|Inc|Ltd|Ltda|Co|Corp)\\.$")
        ? bare
        : bare.replaceAll("[.,]+$", "");
  }
}
