package io.blatam.bul.revision;

import io.blatam.bul.production.Chapters;
import io.blatam.bul.production.PlannedDocument;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a version says.
 *
 * @param markdown the whole document with its front matter
 */
public record VersionText(int version, String title, String markdown, List<Section> sections) {

  /** What the list of sources is called, which belongs to no planned section. */
  private static final String OTHER = "sources";

  /**
   * @param id the section's; the same in every version that has it
   * @param narrative whether a model writes it; the others are computed
   * @param text its Markdown, without the heading
   */
  public record Section(String id, String title, boolean narrative, String purpose, String text) {}

  static VersionText of(int version, PlannedDocument planned, String markdown) {
    Map<String, PlannedSection> byTitle = new LinkedHashMap<>();
    planned.sections().forEach(section -> byTitle.put(section.title().strip(), section));
    List<Section> sections = new ArrayList<>();
    Chapters.of(markdown, planned.title())
        .forEach(
            (title, text) -> {
              PlannedSection section = byTitle.get(title);
              sections.add(
                  section == null
                      ? new Section(OTHER, title, false, "", text)
                      : new Section(
                          section.id(), title, section.narrative(), section.purpose(), text));
            });
    return new VersionText(version, planned.title(), markdown, sections);
  }
}
