package io.blatam.export.pptx;

import io.blatam.export.document.Chart;
import io.blatam.export.document.FrontMatter;
import io.blatam.export.logo.Picture;
import io.blatam.export.office.NativeChart;
import io.blatam.export.office.Palette;
import io.blatam.export.office.TableModel;
import io.blatam.export.office.TableModel.Row;
import io.blatam.export.pptx.PlannedSlide.TableVisual;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.sl.usermodel.PictureData.PictureType;
import org.apache.poi.sl.usermodel.TableCell.BorderEdge;
import org.apache.poi.sl.usermodel.TextParagraph.TextAlign;
import org.apache.poi.sl.usermodel.VerticalAlignment;
import org.apache.poi.util.Units;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xslf.usermodel.XSLFChart;
import org.apache.poi.xslf.usermodel.XSLFPictureShape;
import org.apache.poi.xslf.usermodel.XSLFSlide;
import org.apache.poi.xslf.usermodel.XSLFTable;
import org.apache.poi.xslf.usermodel.XSLFTableCell;
import org.apache.poi.xslf.usermodel.XSLFTextParagraph;
import org.apache.poi.xslf.usermodel.XSLFTextShape;
import org.openxmlformats.schemas.drawingml.x2006.main.CTTableCell;
import org.openxmlformats.schemas.presentationml.x2006.main.CTGraphicalObjectFrame;
import org.openxmlformats.schemas.presentationml.x2006.main.CTPicture;
import org.openxmlformats.schemas.presentationml.x2006.main.CTPlaceholder;
import org.openxmlformats.schemas.presentationml.x2006.main.CTShape;

/** Draws charts and tables where a placeholder stood, and as what fills that placeholder. */
final class PptxVisuals {

  private static final double CHART_FONT_SIZE = 14;

  /** Where the logo stands on the opening slide, above its title, in points. */
  private static final double LOGO_LEFT = 79.2;

  private static final double LOGO_TOP = 43;
  private static final double LOGO_WIDTH = 230;
  private static final double LOGO_HEIGHT = 72;

  private final XMLSlideShow show;
  private final Palette palette;
  private final PptxText text;
  private final FrontMatter matter;
  private final NativeChart charts;

  PptxVisuals(XMLSlideShow show, FrontMatter matter, Palette palette, PptxText text) {
    this.show = show;
    this.matter = matter;
    this.palette = palette;
    this.text = text;
    this.charts = new NativeChart(palette, matter.language(), CHART_FONT_SIZE);
  }

  void chart(XSLFSlide slide, XSLFTextShape place, Chart chart) throws IOException {
    Rectangle2D box = place.getAnchor();
    XSLFChart part = show.createChart(slide);
    try {
      charts.drawWithTitle(chart, part);
    } catch (InvalidFormatException e) {
      throw new IOException("cannot add a chart to the deck", e);
    }
    slide.addChart(part, emu(box));
    var tree = slide.getXmlObject().getCSld().getSpTree();
    CTGraphicalObjectFrame frame = tree.getGraphicFrameArray(tree.sizeOfGraphicFrameArray() - 1);
    occupy(frame, place, matter.labels().chart(), NativeChart.description(chart));
  }

  /** The company's picture, at the head of the opening slide. */
  void logo(XSLFSlide slide, Picture logo) {
    Picture.Size size = logo.within(LOGO_WIDTH, LOGO_HEIGHT);
    XSLFPictureShape shape = slide.createPicture(show.addPicture(logo.png(), PictureType.PNG));
    shape.setAnchor(new Rectangle2D.Double(LOGO_LEFT, LOGO_TOP, size.width(), size.height()));
    var properties = ((CTPicture) shape.getXmlObject()).getNvPicPr().getCNvPr();
    properties.setName("Logo");
    properties.setDescr(matter.labels().logoOf(matter));
  }

  /** Returns where the table ends, in points from the top of the slide. */
  double table(XSLFSlide slide, XSLFTextShape place, TableVisual visual) {
    Rectangle2D box = place.getAnchor();
    TableModel model = visual.table();
    XSLFTable table = slide.createTable(model.rows().size(), model.columns());
    double[] widths = model.columnWidths(box.getWidth(), visual.fontSize(), TableFit.PADDING);
    for (int column = 0; column < widths.length; column++) {
      table.setColumnWidth(column, widths[column]);
    }
    double height = 0;
    for (int i = 0; i < model.rows().size(); i++) {
      Row row = model.rows().get(i);
      double rowHeight = TableFit.rowHeight(row, widths, visual.fontSize());
      table.setRowHeight(i, rowHeight);
      height += rowHeight;
      for (int column = 0; column < model.columns(); column++) {
        cell(table.getCell(i, column), row, column, i, visual);
      }
    }
    table.setAnchor(new Rectangle2D.Double(box.getX(), box.getY(), box.getWidth(), height));
    occupy(
        (CTGraphicalObjectFrame) table.getXmlObject(),
        place,
        "Table",
        String.join(", ", heads(model)));
    return box.getY() + height;
  }

  private void cell(XSLFTableCell cell, Row row, int column, int index, TableVisual visual) {
    // POI's cells begin without the body properties that the schema demands.
    ((CTTableCell) cell.getXmlObject()).addNewTxBody().addNewBodyPr();
    cell.setLeftInset(TableFit.PADDING / 2);
    cell.setRightInset(TableFit.PADDING / 2);
    cell.setVerticalAlignment(VerticalAlignment.MIDDLE);
    XSLFTextParagraph paragraph = cell.addNewTextParagraph();
    text.inlines(row.cells().get(column), paragraph);
    paragraph.setTextAlign(
        switch (visual.table().alignments().get(column)) {
          case LEFT -> TextAlign.LEFT;
          case CENTER -> TextAlign.CENTER;
          case RIGHT -> TextAlign.RIGHT;
        });
    Color colour = row.head() ? Color.WHITE : colour(palette.ink());
    paragraph
        .getTextRuns()
        .forEach(
            run -> {
              run.setFontSize(visual.fontSize());
              run.setFontColor(colour);
              if (row.head() || row.total()) {
                run.setBold(true);
              }
            });
    if (row.head()) {
      cell.setFillColor(colour(palette.primary()));
    } else if (index % 2 == 0) {
      cell.setFillColor(colour(palette.soft()));
    } else {
      cell.setFillColor(Color.WHITE);
    }
    if (row.total()) {
      cell.setBorderColor(BorderEdge.top, colour(palette.primary()));
      cell.setBorderWidth(BorderEdge.top, 1.5);
    }
  }

  /** Makes the frame the content of the placeholder, and says in words what it shows. */
  private static void occupy(
      CTGraphicalObjectFrame frame, XSLFTextShape place, String name, String description) {
    CTPlaceholder from = ((CTShape) place.getXmlObject()).getNvSpPr().getNvPr().getPh();
    var properties = frame.getNvGraphicFramePr();
    if (!properties.getNvPr().isSetPh()) {
      properties.getNvPr().addNewPh().set(from.copy());
    }
    properties.getCNvPr().setName(name + " " + properties.getCNvPr().getId());
    properties.getCNvPr().setDescr(description);
  }

  private static List<String> heads(TableModel model) {
    return IntStream.range(0, model.columns()).mapToObj(model.rows().get(0)::text).toList();
  }

  /** {@code addChart} wants lengths in EMU where everything else takes points. */
  private static Rectangle2D emu(Rectangle2D box) {
    return new Rectangle2D.Double(
        Units.toEMU(box.getX()),
        Units.toEMU(box.getY()),
        Units.toEMU(box.getWidth()),
        Units.toEMU(box.getHeight()));
  }

  private static Color colour(String hex) {
    return new Color(Integer.parseInt(hex, 16));
  }
}
