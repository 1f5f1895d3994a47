package io.blatam.bul.document;

import java.util.List;

/**
 * The outcome of checking a model's answer: its text when it passed, otherwise the draft and why.
 *
 * @param text what goes into the document
 * @param findings why the answer was turned down; empty when it was accepted
 */
public record Reviewed(SectionText text, List<Finding> findings) {

  public Reviewed {
    findings = List.copyOf(findings);
  }

  /** Whether the model's own text goes into the document. */
  public boolean accepted() {
    return findings.isEmpty();
  }
}
