package io.blatam.bul.production;

import io.blatam.bul.document.DocumentPlan;
import io.blatam.bul.document.MarkdownEscape;
import io.blatam.bul.locale.Language;

/** A quotation and its source as they stand in a document. */
final class Quote {

  private Quote() {}

  /** "> «…» — Estudio de mercado, p. 3 [1]". */
  static String block(DocumentPlan plan, Citation citation, String text) {
    Language language = plan.brief().language();
    return "> "
        + language.choose("«", "“")
        + MarkdownEscape.inline(text)
        + language.choose("»", "”")
        + " — "
        + place(citation)
        + " ["
        + citation.number()
        + "]";
  }

  /** "[1] Estudio de mercado, p. 3". */
  static String source(Citation citation) {
    return "[" + citation.number() + "] " + place(citation);
  }

  private static String place(Citation citation) {
    String title = MarkdownEscape.inline(citation.title());
    return citation.page() == 0 ? title : title + ", p. " + citation.page();
  }
}
