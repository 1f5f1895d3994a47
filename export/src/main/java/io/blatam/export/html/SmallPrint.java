package io.blatam.export.html;

/** The disclaimer, and by what the text was made. */
final class SmallPrint extends PagePart {

  SmallPrint(PagePart page) {
    super(page);
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
