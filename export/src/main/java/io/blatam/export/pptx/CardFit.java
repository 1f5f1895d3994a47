package io.blatam.export.pptx;

import io.blatam.export.document.Card;
import io.blatam.export.office.TextWidth;
import io.blatam.export.pptx.PlannedSlide.CardsVisual;
import io.blatam.export.pptx.SlideLayout.Box;
import java.util.List;
import java.util.Optional;

/** Chooses the size of the text on cards, the same on all of a slide. */
final class CardFit {

  /** In points, as in the card layouts. */
  private static final double NAME_SIZE = 20;

  private static final double TEXT_SIZE = 18;
  private static final double TEXT_SPACE = 8;
  private static final double SIDE_INSETS = 36;
  private static final double TOP_AND_BOTTOM_INSETS = 28.8;

  private static final double LEADING = 1.22;

  /** Bold letters are wider than those that are measured. */
  private static final double BOLD = 1.06;

  private static final double[] SCALES = {1.2, 1.1, 1.0, 0.9, 0.8};

  private CardFit() {}

  /** The cards at the largest size at which each fits its box; nothing where one never does. */
  static Optional<CardsVisual> of(List<Card> cards) {
    if (cards.isEmpty()) {
      return Optional.empty();
    }
    Box box = SlideLayout.ofCards(cards.size()).text();
    for (double scale : SCALES) {
      if (cards.stream().allMatch(card -> fits(card, box, scale))) {
        return Optional.of(new CardsVisual(cards, scale));
      }
    }
    return Optional.empty();
  }

  private static boolean fits(Card card, Box box, double scale) {
    double width = box.width() - SIDE_INSETS;
    double name = nameSize(scale);
    double text = textSize(scale);
    double height =
        TextWidth.lines(card.name(), name * BOLD, width) * name * LEADING
            + TextWidth.lines(card.text(), text * 1.02, width) * text * LEADING
            + TEXT_SPACE;
    return height <= box.height() - TOP_AND_BOTTOM_INSETS;
  }

  /** The font size of a card's name, in points. */
  static double nameSize(double scale) {
    return Math.round(NAME_SIZE * scale * 2) / 2.0;
  }

  /** The font size of a card's text, in points. */
  static double textSize(double scale) {
    return Math.round(TEXT_SIZE * scale * 2) / 2.0;
  }
}
