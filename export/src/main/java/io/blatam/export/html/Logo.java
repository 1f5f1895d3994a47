package io.blatam.export.html;

import io.blatam.export.logo.Picture;
import java.util.Locale;

/** The company's picture, where there is one. */
final class Logo extends PagePart {

  /** What a logo may take at most, in points. */
  static final Picture.Size COVER = new Picture.Size(180, 62);

  static final Picture.Size MASTHEAD = new Picture.Size(142, 48);

  /** The ground of whatever has no colour of its own. */
  static final String PAPER = "#ffffff";

  Logo(PagePart page) {
    super(page);
  }

  /**
   * @param place its class in the style
   * @param ground the colour that it stands on
   */
  void write(String place, String ground, Picture.Size box) {
    document
        .logo()
        .map(logo -> logo.on(ground, theme.ink()))
        .ifPresent(
            picture -> {
              Picture.Size size = picture.within(box.width(), box.height());
              String style =
                  String.format(
                      Locale.ROOT, "width:%.1fmm;height:%.1fmm", size.widthMm(), size.heightMm());
              markup
                  .open("div", "class", place)
                  .empty(
                      "img", "src", picture.dataUri(), "alt", labels.logoOf(front), "style", style)
                  .close("div")
                  .newline();
            });
  }
}
