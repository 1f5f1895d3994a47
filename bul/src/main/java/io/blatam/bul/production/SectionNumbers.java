package io.blatam.bul.production;

import io.blatam.bul.production.PlannedDocument.PlannedSection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The numbers before the titles of chapters, where a document's type numbers them. */
public final class SectionNumbers {

  /** The list of what was assumed, an annex without a number. */
  private static final String ASSUMPTIONS = "assumptions";

  private static final Pattern NUMBER = Pattern.compile("^\\d+\\. ");

  private SectionNumbers() {}

  public static boolean numbered(List<PlannedSection> sections) {
    return sections.stream().anyMatch(section -> NUMBER.matcher(section.title()).find());
  }

  /** A title without its number. */
  public static String bare(String title) {
    return NUMBER.matcher(title).replaceFirst("");
  }

  /** The sections as they are numbered in this order. */
  public static List<PlannedSection> number(List<PlannedSection> sections) {
    List<PlannedSection> numbered = new ArrayList<>();
    for (PlannedSection section : sections) {
      String title = bare(section.title());
      numbered.add(
          new PlannedSection(
              section.id(),
              section.id().equals(ASSUMPTIONS) ? title : (numbered.size() + 1) + ". " + title,
              section.narrative(),
              section.purpose(),
              section.words()));
    }
    return numbered;
  }
}
