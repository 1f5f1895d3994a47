package io.blatam.export.pptx;

import io.blatam.export.document.FrontMatter;
import io.blatam.export.logo.Picture;
import io.blatam.export.office.Palette;
import io.blatam.export.office.TextWidth;
import io.blatam.export.pptx.PlannedSlide.CardsVisual;
import io.blatam.export.pptx.PlannedSlide.ChartVisual;
import io.blatam.export.pptx.PlannedSlide.TableVisual;
import io.blatam.export.pptx.PlannedSlide.Visual;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.poi.sl.usermodel.Placeholder;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFNotes;
import org.apache.poi.xslf.usermodel.XSLFShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.openxmlformats.schemas.presentationml.x2006.main.CTPlaceholder;
import org.openxmlformats.schemas.presentationml.x2006.main.CTShape;

/**
 * Puts planned slides into the deck. All text goes into placeholders, so that the outline view
 * shows it and a change of the master moves it.
 */
final class PptxSlides {

  private static final long TITLE = 0;
  private static final long DETAILS = 13;
  private static final long SMALL_PRINT = 14;
  private static final long FOOTER = 11;
  private static final long NUMBER = 12;

  /** A longer title is set smaller, so that it keeps to two lines. */
  private static final double TITLE_SIZE = 30;

  private static final double LONG_TITLE_SIZE = 24;

  /** Points between a table and its caption. */
  private static final double CAPTION_GAP = 6;

  private final XMLSlideShow show;
  private final FrontMatter matter;
  private final PptxText text;
  private final PptxVisuals visuals;

  PptxSlides(XMLSlideShow show, FrontMatter matter, Palette palette) {
    this.show = show;
    this.matter = matter;
    this.text = PptxText.in(matter.language());
    this.visuals = new PptxVisuals(show, matter, palette, text);
  }

  /** The opening slide, from the front matter. */
  void opening(String notes, Optional<Picture> logo) {
    XSLFSlide slide = create(SlideLayout.TITLE);
    logo.ifPresent(picture -> visuals.logo(slide, picture));
    List<String> details = new ArrayList<>();
    if (!matter.company().isEmpty()) {
      details.add(matter.company());
    }
    if (!matter.author().isEmpty() && !matter.author().equals(matter.company())) {
      details.add(matter.labels().author() + " " + matter.author());
    }
    matter.date().ifPresent(date -> details.add(matter.labels().date(date)));
    fill(slide, TITLE, matter.title());
    fill(slide, 1, matter.subtitle());
    fill(slide, DETAILS, String.join("\n", details));
    fill(slide, SMALL_PRINT, matter.smallPrint().orElse(""));
    notes(slide, notes);
  }

  void add(PlannedSlide planned) throws IOException {
    SlideLayout layout = planned.layout();
    XSLFSlide slide = create(layout);
    fill(slide, TITLE, planned.title());
    boolean twoLines =
        TextWidth.lines(planned.title(), TITLE_SIZE * 1.06, SlideLayout.CONTENT.text().textWidth())
            > 2;
    if (twoLines && planned.visual().isPresent() || twoLines && layout == SlideLayout.CONTENT) {
      placeholder(slide, TITLE)
          .getTextParagraphs()
          .forEach(line -> line.getTextRuns().forEach(run -> run.setFontSize(LONG_TITLE_SIZE)));
    }
    Visual visual = planned.visual().orElse(null);
    if (visual instanceof CardsVisual cards) {
      for (int i = 0; i < cards.cards().size(); i++) {
        text.card(placeholder(slide, i + 1), cards.cards().get(i), cards.scale());
      }
    } else if (visual != null) {
      draw(slide, layout, visual);
    }
    if (!planned.text().isEmpty()) {
      (layout.dark() ? text.onDark() : text)
          .lines(placeholder(slide, layout.textIndex()), planned.text(), planned.scale());
    } else if (visual == null) {
      slide.removeShape(placeholder(slide, layout.textIndex()));
    }
    if (layout != SlideLayout.CLOSING && layout != SlideLayout.SECTION) {
      footer(slide);
    }
    notes(slide, planned.notes());
  }

  /** Puts a chart or a table where the placeholder for it stands. */
  private void draw(XSLFSlide slide, SlideLayout layout, Visual visual) throws IOException {
    XSLFTextShape place = placeholder(slide, layout.visualIndex());
    if (visual instanceof ChartVisual chart) {
      visuals.chart(slide, place, chart.chart());
    } else if (visual instanceof TableVisual table) {
      double bottom = visuals.table(slide, place, table);
      if (layout == SlideLayout.CHART) {
        below(placeholder(slide, layout.textIndex()), bottom);
      }
    }
    slide.removeShape(place);
  }

  /** A table may end far above the caption's place: the caption follows it. */
  private static void below(XSLFTextShape caption, double bottom) {
    Rectangle2D place = caption.getAnchor();
    double y = Math.min(bottom + CAPTION_GAP, place.getY());
    caption.setAnchor(new Rectangle2D.Double(place.getX(), y, place.getWidth(), place.getHeight()));
  }

  private XSLFSlide create(SlideLayout layout) {
    XSLFSlide slide = show.createSlide(show.findLayout(layout.title()));
    for (XSLFTextShape shape : textShapes(slide)) {
      inheritEverything(shape);
    }
    return slide;
  }

  /** POI copies the layout's shapes whole; bare ones follow when the layout changes. */
  private static void inheritEverything(XSLFTextShape shape) {
    CTShape xml = (CTShape) shape.getXmlObject();
    xml.setSpPr(CTShape.Factory.newInstance().addNewSpPr());
    var body = xml.getTxBody();
    if (body.isSetLstStyle()) {
      body.setLstStyle(CTShape.Factory.newInstance().addNewTxBody().addNewLstStyle());
    }
    body.setBodyPr(CTShape.Factory.newInstance().addNewTxBody().addNewBodyPr());
    body.getBodyPr().addNewNoAutofit();
    shape.clearText();
  }

  private void fill(XSLFSlide slide, long index, String words) {
    XSLFTextShape shape = placeholder(slide, index);
    if (words.isEmpty()) {
      slide.removeShape(shape);
    } else {
      text.plain(shape, words);
    }
  }

  /** Footer and number: POI leaves them out when it makes a slide. */
  private void footer(XSLFSlide slide) {
    for (XSLFShape shape : slide.getSlideLayout().getShapes()) {
      if (shape instanceof XSLFTextShape layoutShape && isFooter(layoutShape)) {
        CTShape copy = slide.getXmlObject().getCSld().getSpTree().addNewSp();
        copy.set(layoutShape.getXmlObject().copy());
        copy.setSpPr(CTShape.Factory.newInstance().addNewSpPr());
        if (index(layoutShape) == FOOTER) {
          var run = copy.getTxBody().getPArray(0).getRArray(0);
          run.setT(matter.company().isEmpty() ? matter.title() : footerText());
        }
      }
    }
  }

  private String footerText() {
    return matter.company() + " · " + matter.title();
  }

  private static boolean isFooter(XSLFTextShape shape) {
    return index(shape) == FOOTER || index(shape) == NUMBER;
  }

  private void notes(XSLFSlide slide, String words) {
    if (words.isEmpty()) {
      return;
    }
    XSLFNotes notes = show.getNotesSlide(slide);
    for (XSLFTextShape shape : notes.getPlaceholders()) {
      if (shape.getTextType() == Placeholder.BODY) {
        text.plain(shape, words);
      } else if (shape.getTextType() != Placeholder.SLIDE_IMAGE) {
        // POI copies the date and number fields of its notes master in a form Office refuses.
        notes.removeShape(shape);
      }
    }
  }

  private static XSLFTextShape placeholder(XSLFSlide slide, long index) {
    return textShapes(slide).stream()
        .filter(shape -> index(shape) == index)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the layout has no placeholder " + index));
  }

  private static List<XSLFTextShape> textShapes(XSLFSlide slide) {
    return slide.getShapes().stream()
        .filter(XSLFTextShape.class::isInstance)
        .map(XSLFTextShape.class::cast)
        .toList();
  }

  private static long index(XSLFTextShape shape) {
    CTPlaceholder placeholder = ((CTShape) shape.getXmlObject()).getNvSpPr().getNvPr().getPh();
    return placeholder == null ? -1 : placeholder.getIdx();
  }
}
