package io.blatam.bul.document;

import io.blatam.bul.document.Outline.Section;

/**
 * A section that a person has added to an outline. No template knows it: what it should say is all
 * there is of it, until a model writes it.
 */
public final class AddedSection {

  private static final String PREFIX = "added-";

  private AddedSection() {}

  /**
   * @param number 1 for the first one that is added to an outline
   */
  public static String id(int number) {
    return PREFIX + number;
  }

  public static boolean is(String sectionId) {
    return sectionId.startsWith(PREFIX);
  }

  static String draft(Section section) {
    String purpose = MarkdownEscape.inline(section.purpose().strip());
    String sentence = Character.toUpperCase(purpose.charAt(0)) + purpose.substring(1);
    return sentence.matches("(?s).*[.!?…»\"]") ? sentence : sentence + ".";
  }
}
