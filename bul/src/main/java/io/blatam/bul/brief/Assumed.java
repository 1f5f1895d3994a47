package io.blatam.bul.brief;

import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.LocalFormat;
import io.blatam.bul.locale.Rate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collects what a completion assumes, in the document's language and number format. */
record Assumed(List<Assumption> list, Language language, LocalFormat format, Sector sector) {

  void add(String topicEs, String topicEn, String value, String basisEs, String basisEn) {
    list.add(
        new Assumption(
            language.choose(topicEs, topicEn),
            value,
            language.choose(basisEs, basisEn),
            Optional.empty()));
  }

  /** Says that {@code value} is a rate of the country, of which law and year. */
  void rate(String topicEs, String topicEn, String value, Rate rate) {
    list.add(
        new Assumption(
            language.choose(topicEs, topicEn),
            value,
            rate.source().in(language)
                + language
                    .choose("; año %d, por confirmar", "; year %d, to be confirmed")
                    .formatted(rate.year()),
            Optional.of(rate.year())));
  }

  /**
   * Keeps what is given; otherwise assumes the country's rate, or {@code usual} where none is
   * known.
   */
  BigDecimal orRate(
      Optional<BigDecimal> given,
      Optional<Rate> rate,
      BigDecimal usual,
      String topicEs,
      String topicEn) {
    if (given.isPresent() || rate.isEmpty()) {
      return orPlanning(given, usual, topicEs, topicEn, format::percent);
    }
    rate(topicEs, topicEn, format.percent(rate.get().rate()), rate.get());
    return rate.get().rate();
  }

  /** Says that nobody knows the rate of a tax on sales, so that prices are without it. */
  void taxNotIncluded(String topicEs, String topicEn) {
    add(
        topicEs,
        topicEn,
        language.choose("no incluido", "not included"),
        "no consta el país o su tipo general; se añade el que corresponda",
        "no country, or no general rate there; to be added as applicable");
  }

  /** Says that {@code value} is what the sector's data suggest. */
  void ofSector(String topicEs, String topicEn, String value) {
    add(
        topicEs,
        topicEn,
        value,
        "hipótesis de trabajo del sector «" + sector.names().es() + "»; por confirmar",
        "working hypothesis for the sector “" + sector.names().en() + "”; to be confirmed");
  }

  /** Keeps what is given; otherwise assumes {@code value} of the sector and lists it. */
  <T> T orSector(
      Optional<T> given, T value, String topicEs, String topicEn, Function<T, String> shown) {
    if (given.isPresent()) {
      return given.get();
    }
    ofSector(topicEs, topicEn, shown.apply(value));
    return value;
  }

  /** Keeps what is given; otherwise assumes a general planning value and lists it. */
  <T> T orPlanning(
      Optional<T> given, T value, String topicEs, String topicEn, Function<T, String> shown) {
    if (given.isPresent()) {
      return given.get();
    }
    add(
        topicEs,
        topicEn,
        shown.apply(value),
        "valor de planificación; por confirmar",
        "planning value; to be confirmed");
    return value;
  }
}
