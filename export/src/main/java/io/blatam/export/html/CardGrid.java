package io.blatam.export.html;

import io.blatam.export.document.Card;
import java.util.List;

/** Writes cards side by side: two and four in two columns, three and six in three. */
record CardGrid(Markup markup, BlockWriter writer) {

  static int columns(int cards) {
    return cards % 3 == 0 ? 3 : 2;
  }

  /**
   * The whole grid.
   *
   * @param size the class that says how large its text is
   */
  void write(List<Card> cards, String size) {
    int columns = columns(cards.size());
    int rows = cards.size() / columns;
    markup.open("div", "class", "cards card-rows-" + rows + " " + size).newline();
    for (int row = 0; row < rows; row++) {
      markup.open("div", "class", "card-row");
      for (int column = 0; column < columns; column++) {
        if (column > 0) {
          markup.element("div", "", "class", "card-gap");
        }
        card(cards.get(row * columns + column));
      }
      markup.close("div").newline();
    }
    markup.close("div").newline();
  }

  private void card(Card card) {
    markup.open("div", "class", "card");
    markup.element("p", card.name(), "class", "card-name");
    markup.open("p").text(card.lead());
    writer.inlines(card.rest());
    markup.close("p").close("div");
  }
}
