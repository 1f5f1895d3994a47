package io.blatam.bul.revision;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** A time that somebody says, in the unit that a fact is counted in. */
final class Units {

  /** In days; months and years by the business convention of 30 and 360. */
  private static final Map<String, Integer> DAYS =
      Map.of(
          "day", 1, "dia", 1, "week", 7, "semana", 7, "month", 30, "mes", 30, "year", 360, "ano",
          360);

  private Units() {}

  /** Empty where it does not come out whole. */
  static Optional<BigDecimal> into(BigDecimal value, String unit, String path) {
    Optional<Integer> said = days(unit);
    Optional<Integer> counted = days(path.replaceAll(".*[._]", ""));
    if (said.isEmpty() || counted.isEmpty()) {
      return Optional.of(value);
    }
    BigDecimal[] whole =
        value
            .multiply(BigDecimal.valueOf(said.get()))
            .divideAndRemainder(BigDecimal.valueOf(counted.get()));
    return whole[1].signum() == 0 ? Optional.of(whole[0]) : Optional.empty();
  }

  private static Optional<Integer> days(String unit) {
    return DAYS.entrySet().stream()
        .filter(known -> unit.matches(known.getKey() + "(?:s|es)?"))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
