package io.blatam.bul.document;

/**
 * A section as composed from template and figures: correct and complete without any model.
 *
 * @param markdown the body, without the chapter's heading
 */
public record SectionDraft(String sectionId, String title, String markdown) {

  /** The draft as final text. */
  public SectionText asText() {
    return new SectionText(sectionId, title, markdown);
  }
}
