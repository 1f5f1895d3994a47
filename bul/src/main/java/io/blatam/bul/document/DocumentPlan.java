package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.wording.Wording;

/**
 * Everything settled before the first section is written. A pure function of brief and date, so it
 * need not be stored: planning again after a restart gives the same plan.
 */
public record DocumentPlan(
    CompleteBrief brief, FigureModel figures, Outline outline, Wording wording) {

  /** As the templates word it. */
  public DocumentPlan(CompleteBrief brief, FigureModel figures, Outline outline) {
    this(brief, figures, outline, Wording.USUAL);
  }

  /** With other sections. */
  public DocumentPlan with(Outline wanted) {
    return new DocumentPlan(brief, figures, wanted, wording);
  }

  /** In other words. */
  public DocumentPlan with(Wording wanted) {
    return new DocumentPlan(brief, figures, outline, wanted);
  }

  /**
   * As it is where no person has replaced a template's text: what the figures in their words are
   * held against.
   */
  DocumentPlan withoutReplacedTexts() {
    return with(wording.withoutTextsOf(section -> !AddedSection.is(section)));
  }
}
