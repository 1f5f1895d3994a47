package io.blatam.export.html;

/** The disclaimer, or by what the text was made. */
final class SmallPrint extends PagePart {

  SmallPrint(PagePart page) {
    super(page);
  }

  void write() {
    front
        .smallPrint()
        .ifPresent(
            line -> {
              markup.open("footer", "class", "small-print").newline();
              markup.element("p", line);
              markup.close("footer").newline();
            });
  }
}
