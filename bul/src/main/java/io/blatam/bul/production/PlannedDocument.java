package io.blatam.bul.production;

import io.blatam.bul.agent.Clarification;
import io.blatam.bul.document.Outline;
import java.util.List;
import java.util.Optional;

/**
 * What the plan settled, as far as it is worth storing: the plan itself is computed again from the
 * ask when needed.
 *
 * @param reasons why the router chose the area, for people
 * @param question what should be asked before this is taken for what is wanted
 * @param edited whether the sections are a person's, and not the plan's
 * @param citations passages of the tenant's notes that it quotes; what they say stays in the tables
 */
public record PlannedDocument(
    String title,
    String area,
    List<String> reasons,
    List<PlannedSection> sections,
    Optional<Clarification> question,
    boolean edited,
    List<Citation> citations) {

  public PlannedDocument {
    // Journals of before there were citations have none.
    citations = citations == null ? List.of() : List.copyOf(citations);
  }

  public PlannedDocument(
      String title, String area, List<String> reasons, List<PlannedSection> sections) {
    this(title, area, reasons, sections, Optional.empty(), false, List.of());
  }

  /** With sections as a person wants them. */
  public PlannedDocument with(List<PlannedSection> wanted) {
    return new PlannedDocument(title, area, reasons, wanted, question, true, citations);
  }

  public PlannedDocument asking(Optional<Clarification> clarification) {
    return new PlannedDocument(title, area, reasons, sections, clarification, edited, citations);
  }

  public Outline outline() {
    return new Outline(
        sections.stream()
            .map(
                section ->
                    new Outline.Section(
                        section.id(),
                        section.title(),
                        section.purpose(),
                        section.words(),
                        section.narrative()))
            .toList());
  }

  /**
   * @param narrative whether a model writes it; the others are computed
   * @param purpose what the reader should take from it; empty in what was stored before outlines
   *     could be edited
   * @param words length to aim for when a model writes it
   */
  public record PlannedSection(
      String id, String title, boolean narrative, String purpose, int words) {

    public PlannedSection {
      purpose = purpose == null ? "" : purpose;
    }

    public PlannedSection(String id, String title, boolean narrative) {
      this(id, title, narrative, "", 0);
    }
  }
}
