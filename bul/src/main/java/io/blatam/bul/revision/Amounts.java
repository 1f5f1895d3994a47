package io.blatam.bul.revision;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.brief.Amount;
import io.blatam.platform.http.Json;
import java.math.BigDecimal;
import java.util.Locale;

/** A number as people write it, with "mil" or "millones" behind it. */
final class Amounts {

  private Amounts() {}

  /**
   * @param scale null where none is written, as a matcher's group has it
   */
  static BigDecimal of(String digits, String scale) {
    BigDecimal value = Amount.plain(digits);
    if (scale == null) {
      return value;
    }
    return scale.toLowerCase(Locale.ROOT).startsWith("mill")
        ? value.movePointRight(6)
        : value.movePointRight(3);
  }

  /** As JSON has it: whole numbers as such. */
  static JsonNode node(BigDecimal value) {
    BigDecimal plain = new BigDecimal(value.stripTrailingZeros().toPlainString());
    return plain.scale() <= 0
        ? Json.mapper().getNodeFactory().numberNode(plain.longValueExact())
        : Json.mapper().getNodeFactory().numberNode(plain);
  }
}
