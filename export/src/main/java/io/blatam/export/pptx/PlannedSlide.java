package io.blatam.export.pptx;

import io.blatam.export.document.Card;
import io.blatam.export.document.Chart;
import io.blatam.export.office.TableModel;
import java.util.List;
import java.util.Optional;

/**
 * A slide as it will be drawn.
 *
 * @param text fits the layout's text box at that scale
 * @param scale of the text's font sizes, 1 for the master's own
 * @param notes what the speaker says, empty when there is nothing
 */
record PlannedSlide(
    SlideLayout layout,
    String title,
    List<TextLine> text,
    double scale,
    Optional<Visual> visual,
    String notes) {

  /** What stands on a slide beside its text. */
  sealed interface Visual {}

  record ChartVisual(Chart chart) implements Visual {}

  /**
   * A table, or the part of a long one that this slide shows.
   *
   * @param fontSize in points, chosen so that the rows fit
   */
  record TableVisual(TableModel table, double fontSize) implements Visual {}

  /**
   * Points side by side, each in a box of its own.
   *
   * @param scale of the font sizes, 1 for the layout's own
   */
  record CardsVisual(List<Card> cards, double scale) implements Visual {}

  PlannedSlide {
    text = List.copyOf(text);
  }

  PlannedSlide withTitle(String newTitle) {
    return new PlannedSlide(layout, newTitle, text, scale, visual, notes);
  }

  PlannedSlide withNotes(String newNotes) {
    return new PlannedSlide(layout, title, text, scale, visual, newNotes);
  }
}
