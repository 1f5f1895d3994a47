package io.blatam.export.html;

import java.util.StringJoiner;

/** How a document begins: a cover or a masthead. */
final class Opening extends PagePart {

  private final Logo logo;

  Opening(PagePart page) {
    super(page);
    this.logo = new Logo(this);
  }

  /** A page of its own. */
  void cover() {
    markup.open("header", "class", "cover").newline();
    markup.open("div", "class", "cover-ground").newline();
    logo.write("cover-logo", theme.ink(), Logo.COVER);
    markup.elementIfAny(
        "p",
        front.company(),
        "class",
        document.logo().isPresent() ? "cover-company below-logo" : "cover-company");
    markup.open("div", "class", "cover-words").newline();
    markup.element("p", front.title(), "class", "cover-title").newline();
    markup.open("div", "class", "cover-line").close("div").newline();
    markup.elementIfAny("p", front.subtitle(), "class", "cover-subtitle");
    markup.close("div").close("div").newline();
    markup.open("div", "class", "cover-foot").newline();
    markup.elementIfAny("p", front.date().map(labels::date).orElse(""), "class", "cover-date");
    markup.elementIfAny("p", byline(), "class", "cover-author");
    markup.close("div").close("header").newline();
  }

  /** The top of the first page, where there is no cover. */
  void masthead() {
    markup.open("header", "class", "masthead").newline();
    logo.write("masthead-logo", Logo.PAPER, Logo.MASTHEAD);
    markup.elementIfAny("p", front.company(), "class", "masthead-company");
    markup.element("p", front.title(), "class", "masthead-title").newline();
    markup.elementIfAny("p", front.subtitle(), "class", "masthead-subtitle");
    StringJoiner line = new StringJoiner(" · ");
    front.date().map(labels::date).ifPresent(line::add);
    if (!byline().isEmpty()) {
      line.add(byline());
    }
    markup.elementIfAny("p", line.toString(), "class", "masthead-line");
    markup.close("header").newline();
  }

  private String byline() {
    return front.author().isEmpty() ? "" : labels.author() + " " + front.author();
  }
}
