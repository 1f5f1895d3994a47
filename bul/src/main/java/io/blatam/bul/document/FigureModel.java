package io.blatam.bul.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Everything computed for one document; computed once and handed to every section. */
public interface FigureModel {

  /** What templates may refer to, by name. */
  Map<String, Object> variables();

  /** The figures a text may quote besides those of its draft. */
  List<BigDecimal> figures();

  /** Sentences about arithmetic that does not hold; empty when all sums agree. */
  List<String> contradictions();

  /** Rules of a certain year that the figures follow, by what a reader calls them. */
  default Map<String, Integer> rules() {
    return Map.of();
  }
}
