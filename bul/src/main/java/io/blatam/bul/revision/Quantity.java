package io.blatam.bul.revision;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.type.FieldKind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a number becomes. */
record Quantity(BigDecimal value, boolean percent) {

  private static final Pattern NUMBER =
      Pattern.compile(
          "(?iu)(\\d{1,3}(?:[.,\\u00a0\\u202f ]\\d{3})+(?:[.,]\\d{1,2})?|\\d+(?:[.,]\\d{1,4})?)\\s*"
              + "(millones|millon|millón|million|mil|k)?\\s*(?:de\\s)?\\s*"
              + "(%|por ciento|percent|per cent|mes(?:es)?|months?|a[nñ]os?|years?|d[ií]as?|days?"
              + "|semanas?|weeks?)?");

  static Optional<JsonNode> absolute(String text, String path) {
    var found = NUMBER.matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    BigDecimal value = Amounts.of(found.group(1), found.group(2));
    String unit = found.group(3) == null ? "" : PlainLetters.fold(found.group(3));
    return Units.into(value, unit, path).map(Amounts::node);
  }

  static Optional<Quantity> relative(String text) {
    var found = NUMBER.matcher(text);
    if (!found.find()) {
      return Optional.empty();
    }
    String unit = found.group(3) == null ? "" : found.group(3);
    return Optional.of(
        new Quantity(
            Amounts.of(found.group(1), found.group(2)),
            unit.equals("%") || unit.toLowerCase(Locale.ROOT).startsWith("p")));
  }

  /** A percentage that grows by percent grows in proportion, as people say it. */
  Optional<JsonNode> from(FactReader.Place old, boolean up) {
    if (!old.value().isNumber()) {
      return Optional.empty();
    }
    BigDecimal before = old.value().decimalValue();
    BigDecimal by = percent ? before.multiply(value).movePointLeft(2) : value;
    BigDecimal after = up ? before.add(by) : before.subtract(by);
    int decimals = old.kind() == FieldKind.INTEGER ? 0 : Math.max(old.decimals(), 0);
    BigDecimal rounded = after.setScale(decimals, RoundingMode.HALF_UP);
    return rounded.signum() < 0 ? Optional.empty() : Optional.of(Amounts.node(rounded));
  }
}
