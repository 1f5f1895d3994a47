package io.blatam.bul.production;

import io.blatam.bul.agent.SmeAgent;
import io.blatam.bul.brief.BusinessArea;
import java.util.List;

/**
 * What the plan settled, as far as it is worth storing: the plan itself is computed again from the
 * ask when needed.
 *
 * @param reasons why the router chose the area, for people
 * @param citations passages of the tenant's notes that it quotes; what they say stays in the tables
 */
public record PlannedDocument(
    String title,
    String area,
    List<String> reasons,
    List<PlannedSection> sections,
    List<Citation> citations) {

  public PlannedDocument {
    // Journals of before there were citations have none.
    citations = citations == null ? List.of() : List.copyOf(citations);
  }

  /** A document that cites nothing. */
  public PlannedDocument(
      String title, String area, List<String> reasons, List<PlannedSection> sections) {
    this(title, area, reasons, sections, List.of());
  }

  /** Who writes it: the agent of the area it was routed to. */
  SmeAgent expert() {
    return SmeAgent.of(BusinessArea.of(area));
  }

  /**
   * @param narrative whether a model writes it; the others are computed
   */
  public record PlannedSection(String id, String title, boolean narrative) {}
}
