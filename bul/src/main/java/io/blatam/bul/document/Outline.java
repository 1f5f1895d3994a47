package io.blatam.bul.document;

import java.util.List;

/** The sections of one document, in order. */
public record Outline(List<Section> sections) {

  public Outline {
    sections = List.copyOf(sections);
  }

  /** The section with that id. */
  public Section section(String id) {
    return sections.stream()
        .filter(section -> section.id().equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "section: there is no \""
                        + id
                        + "\"; the outline has "
                        + sections.stream().map(Section::id).toList()));
  }

  /** A section's place among the chapters, from 1; annexes come after all of them. */
  int number(String id) {
    return sections.indexOf(section(id)) + 1;
  }

  /**
   * One chapter, the unit of generation.
   *
   * @param id stable within the document type: {@code executive-summary}
   * @param title as printed, in the document's language
   * @param purpose what the reader should take from it, in the document's language
   * @param words length to aim for when a model writes it
   * @param narrative whether a model may rewrite it; tables and clauses stay as composed
   */
  public record Section(String id, String title, String purpose, int words, boolean narrative) {}
}
