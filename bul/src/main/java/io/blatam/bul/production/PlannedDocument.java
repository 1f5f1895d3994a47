package io.blatam.bul.production;

import java.util.List;

/**
 * What the plan settled, as far as it is worth storing: the plan itself is computed again from the
 * ask when needed.
 *
 * @param reasons why the router chose the area, for people
 */
public record PlannedDocument(
    String title, String area, List<String> reasons, List<PlannedSection> sections) {

  /**
   * @param narrative whether a model writes it; the others are computed
   */
  public record PlannedSection(String id, String title, boolean narrative) {}
}
