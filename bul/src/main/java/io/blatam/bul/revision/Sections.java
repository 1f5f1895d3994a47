package io.blatam.bul.revision;

import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.Outline;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.production.PlannedDocument.PlannedSection;
import io.blatam.bul.production.SectionNumbers;
import io.blatam.platform.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The sections of the version to come, while edits are applied. Not thread-safe. */
final class Sections {

  /** The list of what the brief did not say; a document that assumes must say so. */
  static final String ASSUMPTIONS = "assumptions";

  /** What ends a document, so that what is added stands before it. */
  private static final Set<String> ENDING =
      Set.of(
          ASSUMPTIONS,
          "signatures",
          "acceptance",
          "approval",
          "conclusion",
          "closing",
          "general",
          "law");

  private static final int MOST = 40;

  private final List<PlannedSection> sections;
  private final boolean numbered;

  Sections(List<PlannedSection> sections) {
    this.sections = new ArrayList<>(sections);
    this.numbered = SectionNumbers.numbered(sections);
  }

  List<PlannedSection> all() {
    return numbered ? SectionNumbers.number(sections) : List.copyOf(sections);
  }

  boolean has(String id) {
    return sections.stream().anyMatch(section -> section.id().equals(id));
  }

  PlannedSection section(String id) {
    return sections.get(index(id));
  }

  private int index(String id) {
    for (int i = 0; i < sections.size(); i++) {
      if (sections.get(i).id().equals(id)) {
        return i;
      }
    }
    throw Problem.validation(
            "section", "there is no \"" + Problem.printable(id) + "\"; the document has " + ids())
        .asException();
  }

  private String ids() {
    return sections.stream().map(PlannedSection::id).collect(Collectors.joining(", "));
  }

  void add(PlannedSection section, Place place) {
    if (sections.size() >= MOST) {
      throw Problem.validation("add_section", "a document has at most " + MOST + " sections")
          .asException();
    }
    refuseTwin(section.id(), section.title());
    sections.add(at(place), section);
  }

  void remove(String id) {
    int index = index(id);
    if (id.equals(ASSUMPTIONS)) {
      throw Problem.validation(
              "remove_section",
              "\"assumptions\" tells what the brief did not say; say it in the brief to be rid of it")
          .asException();
    }
    if (sections.stream().filter(section -> !section.id().equals(ASSUMPTIONS)).count() == 1) {
      throw Problem.validation("remove_section", "a document has at least one section")
          .asException();
    }
    sections.remove(index);
  }

  void move(String id, Place place) {
    PlannedSection moved = sections.remove(index(id));
    sections.add(at(place), moved);
  }

  void rename(String id, String title) {
    int index = index(id);
    refuseTwin(id, title);
    sections.set(index, titled(sections.get(index), title, sections.get(index).purpose()));
  }

  private void refuseTwin(String id, String title) {
    String plain = PlainLetters.fold(SectionNumbers.bare(title));
    if (sections.stream()
        .filter(section -> !section.id().equals(id))
        .anyMatch(
            section -> PlainLetters.fold(SectionNumbers.bare(section.title())).equals(plain))) {
      throw Problem.validation("title", "another section is called so already").asException();
    }
  }

  private int at(Place place) {
    return switch (place.where()) {
      case FIRST -> 0;
      case BEFORE -> index(place.section().orElseThrow());
      case AFTER -> index(place.section().orElseThrow()) + 1;
      case LAST -> beforeTheEnd();
    };
  }

  private int beforeTheEnd() {
    int at = sections.size();
    while (at > 0 && ends(sections.get(at - 1))) {
      at--;
    }
    return at == 0 ? sections.size() : at;
  }

  private static boolean ends(PlannedSection section) {
    return ENDING.contains(section.id())
        || section.title().matches("(?:\\d+\\. )?(?:Anexo|Annex).*");
  }

  /**
   * Follows a brief that has changed: sections that it brings or takes away, and titles in another
   * language, where nobody has changed them.
   */
  void follow(DocumentPlan before, DocumentPlan after) {
    List<Outline.Section> was = before.outline().sections();
    List<Outline.Section> is = after.outline().sections();
    sections.removeIf(section -> in(was, section.id()) && !in(is, section.id()));
    for (int i = 0; i < is.size(); i++) {
      Outline.Section section = is.get(i);
      if (!in(was, section.id()) && !has(section.id())) {
        sections.add(after(is.subList(0, i)), planned(section));
      }
    }
    for (int i = 0; i < sections.size(); i++) {
      PlannedSection section = sections.get(i);
      if (in(was, section.id()) && in(is, section.id())) {
        Outline.Section old = before.outline().section(section.id());
        boolean usual =
            SectionNumbers.bare(old.title()).equals(SectionNumbers.bare(section.title()));
        Outline.Section now = after.outline().section(section.id());
        sections.set(i, titled(section, usual ? now.title() : section.title(), now.purpose()));
      }
    }
  }

  private int after(List<Outline.Section> preceding) {
    for (int i = preceding.size() - 1; i >= 0; i--) {
      if (has(preceding.get(i).id())) {
        return index(preceding.get(i).id()) + 1;
      }
    }
    return 0;
  }

  /** What is to be called by another name or said for another purpose. */
  void retitle(String id, String title, String purpose) {
    int index = index(id);
    sections.set(index, titled(sections.get(index), title, purpose));
  }

  private static PlannedSection titled(PlannedSection section, String title, String purpose) {
    return new PlannedSection(section.id(), title, section.narrative(), purpose, section.words());
  }

  static PlannedSection planned(Outline.Section section) {
    return new PlannedSection(
        section.id(), section.title(), section.narrative(), section.purpose(), section.words());
  }

  private static boolean in(List<Outline.Section> sections, String id) {
    return sections.stream().anyMatch(section -> section.id().equals(id));
  }

  /** An id for a section that is added: of its title, so that it is the same when added again. */
  String newId(String title, Language language) {
    String slug = PlainLetters.fold(title).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String id =
        "added-"
            + (slug.isEmpty()
                ? language.choose("apartado", "section")
                : slug.substring(0, Math.min(40, slug.length())));
    String unique = id;
    for (int i = 2; has(unique); i++) {
      unique = id + "-" + i;
    }
    return unique;
  }
}
