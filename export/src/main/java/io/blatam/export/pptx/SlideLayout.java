package io.blatam.export.pptx;

/**
 * The layouts of the master, in its order. The boxes are those of {@code slideLayoutN.xml}, in
 * points, so that a plan can be made without opening the template.
 *
 * @see PptxTemplate
 */
enum SlideLayout {
  TITLE("Title", new Box(816, 64.8), new Box(0, 0)),
  SECTION("Section", new Box(816, 108), new Box(0, 0)),
  CONTENT("Title and content", new Box(873.6, 360), new Box(873.6, 360)),
  TWO_CONTENTS("Two contents", new Box(374.4, 360), new Box(484.8, 360)),
  CHART("Chart", new Box(873.6, 46.8), new Box(873.6, 313.2)),
  CLOSING("Closing", new Box(816, 180), new Box(0, 0)),
  TWO_CARDS("Two cards", new Box(427.8, 216), new Box(0, 0)),
  THREE_CARDS("Three cards", new Box(279.2, 234), new Box(0, 0)),
  FOUR_CARDS("Four cards", new Box(427.8, 171), new Box(0, 0)),
  SIX_CARDS("Six cards", new Box(279.2, 171), new Box(0, 0));

  /** Width and height of a placeholder, in points. */
  record Box(double width, double height) {

    private static final double SIDE_INSETS = 14.4;
    private static final double TOP_AND_BOTTOM_INSETS = 7.2;

    double textWidth() {
      return width - SIDE_INSETS;
    }

    double textHeight() {
      return height - TOP_AND_BOTTOM_INSETS;
    }
  }

  private final String title;
  private final Box text;
  private final Box visual;

  SlideLayout(String title, Box text, Box visual) {
    this.title = title;
    this.text = text;
    this.visual = visual;
  }

  /**
   * The layout for so many cards, whose text boxes are the first ones of the layout.
   *
   * @param count 2, 3, 4 or 6
   */
  static SlideLayout ofCards(int count) {
    return switch (count) {
      case 2 -> TWO_CARDS;
      case 3 -> THREE_CARDS;
      case 4 -> FOUR_CARDS;
      case 6 -> SIX_CARDS;
      default -> throw new IllegalArgumentException("no layout for " + count + " cards");
    };
  }

  /** The layout's name in the template, which PowerPoint shows. */
  String title() {
    return title;
  }

  /** Whether its ground is the brand's colour. */
  boolean dark() {
    return this == TITLE || this == SECTION || this == CLOSING;
  }

  /** Where the text goes; of cards, where the first one's goes. */
  Box text() {
    return text;
  }

  /** Where the chart or table goes. */
  Box visual() {
    return visual;
  }

  /** The placeholder index of the text. */
  long textIndex() {
    return this == CHART ? 2 : 1;
  }

  /** The placeholder index of the chart or table. */
  long visualIndex() {
    return this == TWO_CONTENTS ? 2 : 1;
  }
}
