package io.blatam.export.html;

import io.blatam.export.document.Card;
import io.blatam.export.document.PlainText;
import io.blatam.export.document.Section;
import io.blatam.export.document.Slide;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.commonmark.node.Heading;
import org.commonmark.node.Paragraph;

/** A deck, slide after slide. */
final class Slides extends PagePart {

  /** A paragraph longer than this, in characters, makes a slide of text. */
  private static final int MAX_TITLE_LINE = 160;

  private final Logo logo;

  Slides(PagePart page) {
    super(page);
    this.logo = new Logo(this);
  }

  void write() {
    BlockWriter writer = new BlockWriter(markup, document, theme, paper);
    Deque<Section> anchors = new ArrayDeque<>(document.sections());
    List<Slide> slides = document.slides();
    for (int i = 0; i < slides.size(); i++) {
      Slide slide = slides.get(i);
      String anchor = nextAnchor(anchors, slide.title());
      boolean last = i == slides.size() - 1;
      if (i == 0 && !front.cover() && hasHardlyMoreThanATitle(slide)) {
        opening(slide, anchor, writer);
      } else if (last && i > 0 && hasHardlyMoreThanATitle(slide)) {
        closing(slide, anchor, writer);
      } else {
        content(slide, anchor, writer, last);
      }
    }
  }

  private void opening(Slide slide, String anchor, BlockWriter writer) {
    markup.open("section", "class", "slide slide-title").newline();
    logo.write("slide-logo", medium == Medium.PAGED ? theme.ink() : Logo.PAPER, Logo.COVER);
    markup.open("div", "class", "slide-words");
    markup.elementIfAny("h1", slide.title(), "id", anchor);
    markup.elementIfAny("p", front.subtitle(), "class", "slide-subtitle");
    writer.write(slide.blocks());
    StringJoiner line = new StringJoiner(" · ");
    if (!front.company().isEmpty()) {
      line.add(front.company());
    }
    if (!front.author().isEmpty()) {
      line.add(front.author());
    }
    front.date().map(labels::date).ifPresent(line::add);
    markup.elementIfAny("p", line.toString(), "class", "slide-date");
    markup.close("div");
    end(slide, false);
  }

  private void closing(Slide slide, String anchor, BlockWriter writer) {
    markup.open("section", "class", "slide slide-title slide-closing").newline();
    markup.open("div", "class", "slide-words");
    markup.elementIfAny("h1", slide.title(), "id", anchor);
    writer.write(slide.blocks());
    markup.close("div");
    end(slide, true);
  }

  private void content(Slide slide, String anchor, BlockWriter writer, boolean last) {
    List<Card> cards = Card.of(slide.blocks());
    Optional<String> cardSize = SlideFit.cards(cards);
    String textSize = cardSize.isPresent() ? "" : SlideFit.text(slide.blocks());
    markup.open("section", "class", ("slide " + textSize).strip()).newline();
    markup.elementIfAny("h1", slide.title(), "id", anchor);
    cardSize.ifPresentOrElse(
        size -> new CardGrid(markup, writer).write(cards, size),
        () -> writer.write(slide.blocks()));
    end(slide, last);
  }

  private void end(Slide slide, boolean last) {
    if (!slide.notes().isEmpty() && medium == Medium.SCREEN) {
      notes(slide.notes());
    }
    if (last) {
      new SmallPrint(this).write();
    }
    markup.close("section").newline();
  }

  /** A first slide of that kind opens the deck, a last one closes it. */
  private static boolean hasHardlyMoreThanATitle(Slide slide) {
    return slide.blocks().stream()
        .allMatch(
            node ->
                (node instanceof Paragraph || node instanceof Heading)
                    && PlainText.of(node).length() < MAX_TITLE_LINE);
  }

  /** Takes sections off the front until the one of that title: slides come in the same order. */
  private static String nextAnchor(Deque<Section> anchors, String title) {
    while (!anchors.isEmpty()) {
      Section section = anchors.poll();
      if (section.title().equals(title)) {
        return section.id();
      }
    }
    return "";
  }

  private void notes(String notes) {
    markup.open("aside", "class", "notes").element("b", labels.notes());
    for (String paragraph : notes.split("\\R{2,}")) {
      markup.element("p", paragraph);
    }
    markup.close("aside").newline();
  }
}
