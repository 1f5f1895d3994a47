package io.blatam.bul.brief;

import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.LocalFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Collects what a completion assumes, in the document's language and number format. */
record Assumed(List<Assumption> list, Language language, LocalFormat format, Sector sector) {

  void add(String topicEs, String topicEn, String value, String basisEs, String basisEn) {
    list.add(
        new Assumption(
            language.choose(topicEs, topicEn), value, language.choose(basisEs, basisEn)));
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
