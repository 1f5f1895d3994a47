package io.blatam.bul.document;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The figures of a document that computes none. */
enum NoFigures implements FigureModel {
  INSTANCE;

  @Override
  public Map<String, Object> variables() {
    return Map.of();
  }

  @Override
  public List<BigDecimal> figures() {
    return List.of();
  }

  @Override
  public List<String> contradictions() {
    return List.of();
  }
}
