package io.blatam.export.pptx;

import io.blatam.export.document.Card;
import io.blatam.export.document.ChartBlock;
import io.blatam.export.document.FrontMatter.Kind;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.document.PlainText;
import io.blatam.export.document.Slide;
import io.blatam.export.office.TableModel;
import io.blatam.export.pptx.PlannedSlide.CardsVisual;
import io.blatam.export.pptx.PlannedSlide.ChartVisual;
import io.blatam.export.pptx.PlannedSlide.TableVisual;
import io.blatam.export.pptx.PlannedSlide.Visual;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;

/**
 * Decides what goes on which slide. A deck's slides are its author's, and only what does not fit is
 * spread over more; a document is cut at its headings first.
 */
final class SlidePlan {

  /** A caption below a chart is at most this long; more text gets half of the slide. */
  private static final int CAPTION_CHARS = 160;

  /** A table with more columns does not stand beside text. */
  private static final int NARROW_COLUMNS = 3;

  private final List<PlannedSlide> planned = new ArrayList<>();

  private SlidePlan() {}

  /** The slides after the opening one, which the front matter makes. */
  static List<PlannedSlide> of(ParsedDocument document) {
    List<Slide> slides =
        document.frontMatter().kind() == Kind.DECK ? deck(document) : chapters(document);
    SlidePlan plan = new SlidePlan();
    for (int i = 0; i < slides.size(); i++) {
      boolean last = i == slides.size() - 1 && i > 0;
      plan.add(slides.get(i), last && document.frontMatter().kind() == Kind.DECK);
    }
    return List.copyOf(plan.planned);
  }

  /** The notes of an author's own opening slide, which the one of the front matter replaces. */
  static String openingNotes(ParsedDocument document) {
    return opening(document).map(Slide::notes).orElse("");
  }

  private static List<Slide> deck(ParsedDocument document) {
    List<Slide> slides = document.slides();
    return opening(document).isPresent() ? slides.subList(1, slides.size()) : slides;
  }

  private static Optional<Slide> opening(ParsedDocument document) {
    if (document.frontMatter().kind() != Kind.DECK) {
      return Optional.empty();
    }
    String title = document.frontMatter().title();
    return document.slides().stream()
        .limit(1)
        .filter(slide -> slide.title().equalsIgnoreCase(title))
        .filter(slide -> slide.blocks().stream().noneMatch(SlidePlan::isVisual))
        .findFirst();
  }

  private static List<Slide> chapters(ParsedDocument document) {
    List<Slide> slides = new ArrayList<>();
    String title = document.frontMatter().title();
    List<Node> blocks = new ArrayList<>();
    boolean headed = false;
    for (Node node = document.body().getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading && heading.getLevel() <= 2) {
        if (headed || !blocks.isEmpty()) {
          slides.add(new Slide(title, blocks, ""));
        }
        title = PlainText.of(heading);
        blocks = new ArrayList<>();
        headed = true;
      } else {
        blocks.add(node);
      }
    }
    if (headed || !blocks.isEmpty()) {
      slides.add(new Slide(title, blocks, ""));
    }
    return slides;
  }

  private void add(Slide slide, boolean last) {
    List<TextLine> text = new ArrayList<>();
    List<Node> visuals = new ArrayList<>();
    for (Node block : slide.blocks()) {
      if (isVisual(block)) {
        visuals.add(block);
      } else {
        text.addAll(TextLines.of(block));
      }
    }
    List<PlannedSlide> parts = new ArrayList<>();
    Optional<CardsVisual> cards = CardFit.of(Card.of(slide.blocks()));
    if (cards.isPresent()) {
      parts.add(cards(slide.title(), cards.get()));
    } else if (visuals.isEmpty()) {
      textOnly(slide.title(), text, last, parts);
    } else {
      withVisuals(slide.title(), text, visuals, parts);
    }
    number(parts, slide);
  }

  private static void textOnly(
      String title, List<TextLine> text, boolean last, List<PlannedSlide> parts) {
    if (last && TextFit.fits(text, SlideLayout.CLOSING.text())) {
      parts.add(slide(SlideLayout.CLOSING, title, text));
    } else if (text.isEmpty()) {
      parts.add(slide(SlideLayout.SECTION, title, text));
    } else {
      for (TextFit.Page page : TextFit.pages(text, SlideLayout.CONTENT.text())) {
        parts.add(
            new PlannedSlide(
                SlideLayout.CONTENT, title, page.lines(), page.scale(), Optional.empty(), ""));
      }
    }
  }

  private static PlannedSlide cards(String title, CardsVisual visual) {
    SlideLayout layout = SlideLayout.ofCards(visual.cards().size());
    return new PlannedSlide(layout, title, List.of(), 1, Optional.of(visual), "");
  }

  private static void withVisuals(
      String title, List<TextLine> text, List<Node> visuals, List<PlannedSlide> parts) {
    SlideLayout layout = layout(text, visuals);
    boolean beside = layout != SlideLayout.CONTENT;
    if (!beside && !text.isEmpty()) {
      textOnly(title, text, false, parts);
    }
    boolean first = true;
    for (Node block : visuals) {
      boolean shared = beside && first;
      SlideLayout own = shared ? layout : SlideLayout.CONTENT;
      for (Visual visual : visuals(block, own)) {
        List<TextLine> words = shared && first ? text : List.<TextLine>of();
        SlideLayout used = words.isEmpty() ? SlideLayout.CONTENT : layout;
        parts.add(
            new PlannedSlide(
                used, title, words, TextFit.scale(words, used.text()), Optional.of(visual), ""));
        first = false;
      }
    }
  }

  /** Where the text stands with the first visual; CONTENT when each needs a slide of its own. */
  private static SlideLayout layout(List<TextLine> text, List<Node> visuals) {
    if (text.isEmpty()) {
      return SlideLayout.CONTENT;
    }
    Node visual = visuals.get(0);
    boolean caption = text.size() == 1 && text.get(0).text().length() <= CAPTION_CHARS;
    SlideLayout wanted = caption ? SlideLayout.CHART : SlideLayout.TWO_CONTENTS;
    if (visual instanceof TableBlock block) {
      TableModel table = TableModel.of(block);
      boolean tooWide = !caption && table.columns() > NARROW_COLUMNS;
      if (tooWide || TableFit.pages(table, wanted.visual()).size() > 1) {
        return SlideLayout.CONTENT;
      }
    }
    return caption || TextFit.fits(text, wanted.text()) ? wanted : SlideLayout.CONTENT;
  }

  private static List<Visual> visuals(Node block, SlideLayout layout) {
    if (block instanceof ChartBlock chart) {
      return List.of(new ChartVisual(chart.chart()));
    }
    List<TableVisual> pages = TableFit.pages(TableModel.of((TableBlock) block), layout.visual());
    return List.copyOf(pages);
  }

  private void number(List<PlannedSlide> parts, Slide slide) {
    for (int i = 0; i < parts.size(); i++) {
      PlannedSlide part = i == 0 ? parts.get(i).withNotes(slide.notes()) : parts.get(i);
      boolean several = parts.size() > 1 && !slide.title().isEmpty();
      String suffix = several ? " (" + (i + 1) + "/" + parts.size() + ")" : "";
      planned.add(part.withTitle(slide.title() + suffix));
    }
  }

  private static PlannedSlide slide(SlideLayout layout, String title, List<TextLine> text) {
    double scale = Math.min(1.0, TextFit.scale(text, layout.text()));
    return new PlannedSlide(layout, title, text, scale, Optional.empty(), "");
  }

  private static boolean isVisual(Node block) {
    return block instanceof ChartBlock || block instanceof TableBlock;
  }
}
