package io.blatam.export.html;

import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.Labels;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.theme.Theme;

/** What every part of a page is written from, and into. */
record Page(
    ParsedDocument document,
    Medium medium,
    FrontMatter front,
    Labels labels,
    Theme theme,
    Paper paper,
    Markup markup) {

  static Page of(ParsedDocument document, Medium medium) {
    FrontMatter front = document.frontMatter();
    return new Page(
        document,
        medium,
        front,
        front.labels(),
        Theme.named(front.theme()),
        Paper.of(front),
        new Markup());
  }
}
