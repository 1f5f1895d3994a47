package io.blatam.export.html;

import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.Labels;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.theme.Theme;

/** A part of a page: what it is written from, and into. All parts of one page share these. */
abstract class PagePart {

  final ParsedDocument document;
  final Medium medium;
  final FrontMatter front;
  final Labels labels;
  final Theme theme;
  final Paper paper;
  final Markup markup;

  /** The first part of a page. */
  PagePart(ParsedDocument document, Medium medium) {
    this.document = document;
    this.medium = medium;
    this.front = document.frontMatter();
    this.labels = front.labels();
    this.theme = Theme.named(front.theme());
    this.paper = Paper.of(front);
    this.markup = new Markup();
  }

  /** Another part of the same page. */
  PagePart(PagePart other) {
    this.document = other.document;
    this.medium = other.medium;
    this.front = other.front;
    this.labels = other.labels;
    this.theme = other.theme;
    this.paper = other.paper;
    this.markup = other.markup;
  }
}
