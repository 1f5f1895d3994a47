package io.blatam.export.html;

import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.Labels;

/** The disclaimer, and by what the text was made. */
final class SmallPrint {

  private final FrontMatter front;
  private final Labels labels;
  private final Markup markup;

  SmallPrint(Page page) {
    this.front = page.front();
    this.labels = page.labels();
    this.markup = page.markup();
  }

  void write() {
    if (front.disclaimer().isEmpty() && front.generator().isEmpty()) {
      return;
    }
    markup.open("footer", "class", "small-print").newline();
    markup.elementIfAny("p", front.disclaimer());
    if (!front.generator().isEmpty()) {
      markup.element("p", labels.generatedBy() + " " + front.generator() + ".");
    }
    markup.close("footer").newline();
  }
}
