package io.blatam.bul.production;

import io.blatam.bul.agent.SmeAgent;
import io.blatam.bul.brief.BusinessArea;
import java.util.List;

/**
 * What the plan settled, as far as it is worth storing: the plan itself is computed again from the
 * ask when needed.
 *
 * @param reasons why the router chose the area, for people
 */
public record PlannedDocument(
    String title, String area, List<String> reasons, List<PlannedSection> sections) {

  /** Who writes it: the agent of the area it was routed to. */
  SmeAgent expert() {
    return SmeAgent.of(BusinessArea.of(area));
  }

  /**
   * @param narrative whether a model writes it; the others are computed
   */
  public record PlannedSection(String id, String title, boolean narrative) {}
}
