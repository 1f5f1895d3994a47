package io.blatam.export.html;

import io.blatam.export.document.Section;
import java.util.ArrayDeque;
import java.util.Deque;

/** What readers do not see on the page: encoding, policy, properties, style, bookmarks. */
final class PageHead extends PagePart {

  /** Nothing may be loaded or run; the style is in the page itself. */
  private static final String SECURITY_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private static final String WITH_PICTURE = "; img-src data:";

  PageHead(PagePart page) {
    super(page);
  }

  void write() {
    markup.open("head").newline();
    markup.empty("meta", "charset", "UTF-8").newline();
    if (medium == Medium.SCREEN) {
      markup
          .empty("meta", "http-equiv", "Content-Security-Policy", "content", policy())
          .newline()
          .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
          .newline();
    }
    markup.element("title", front.title()).newline();
    meta("author", front.company().isEmpty() ? front.author() : front.company());
    meta("description", front.subtitle().isEmpty() ? front.title() : front.subtitle());
    meta("subject", front.subtitle().isEmpty() ? front.title() : front.subtitle());
    meta("generator", front.generator().isEmpty() ? "Blatam" : "Blatam; " + front.generator());
    markup
        .open("style")
        .trusted(Stylesheet.of(medium, theme, paper, labels))
        .close("style")
        .newline();
    if (medium == Medium.PAGED) {
      bookmarks();
    }
    markup.close("head").newline();
  }

  private String policy() {
    return document.logo().isPresent() ? SECURITY_POLICY + WITH_PICTURE : SECURITY_POLICY;
  }

  private void meta(String name, String content) {
    if (!content.isEmpty()) {
      markup.empty("meta", "name", name, "content", content).newline();
    }
  }

  /** The outline that PDF readers show beside the pages. */
  private void bookmarks() {
    markup.open("bookmarks");
    Deque<Integer> open = new ArrayDeque<>();
    for (Section section : document.sections()) {
      while (!open.isEmpty() && open.peek() >= section.level()) {
        open.pop();
        markup.close("bookmark");
      }
      markup.open("bookmark", "name", section.title(), "href", "#" + section.id());
      open.push(section.level());
    }
    open.forEach(level -> markup.close("bookmark"));
    markup.close("bookmarks").newline();
  }
}
