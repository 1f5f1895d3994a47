package io.blatam.export.docx;

import io.blatam.export.document.PlainText;
import io.blatam.export.document.Signing;
import io.blatam.export.docx.DocxInlines.Look;
import io.blatam.export.office.Palette;
import io.blatam.export.office.TableModel;
import io.blatam.export.office.TableModel.Row;
import java.math.BigInteger;
import java.util.List;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTRow;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTbl;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STBorder;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STHeightRule;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STShd;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblLayoutType;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STTblWidth;

/**
 * Writes a table with a grid whose columns fit the page. The table is built on the schema's own
 * types because POI's {@code createTable} leaves out the grid that the schema demands. Shading and
 * bold are written on the cells as well as in the style: not every reader applies table styles.
 */
final class DocxTable {

  static final double FONT_SIZE = 10;
  static final double SMALL_FONT_SIZE = 8;

  /** Left and right cell margins together, in points. */
  static final double PADDING = 10.8;

  /** Tables up to this many rows stay on one page. */
  private static final int KEPT_TOGETHER = 8;

  private static final int TWIPS = 20;
  private static final double TWIPS_PER_MM = 56.7;

  private final XWPFDocument word;
  private final DocxInlines inlines;
  private final Palette palette;

  DocxTable(XWPFDocument word, DocxInlines inlines, Palette palette) {
    this.word = word;
    this.inlines = inlines;
    this.palette = palette;
  }

  void write(TableBlock block) {
    TableModel model = TableModel.of(block);
    double available = (double) DocxPage.TEXT_WIDTH / TWIPS;
    boolean small = model.leastWidth(FONT_SIZE, PADDING) > available;
    double size = small ? SMALL_FONT_SIZE : FONT_SIZE;
    int[] widths = twips(model.columnWidths(available, size, PADDING));
    CTTbl table = word.getDocument().getBody().addNewTbl();
    properties(table, widths);
    for (Row row : model.rows()) {
      skeleton(table.addNewTr(), row, widths);
    }
    fill(new XWPFTable(table, word), model, small ? "TableTextSmall" : "TableText");
    word.createParagraph().setStyle("TableGap");
  }

  /** Whether the table is short enough to be kept from breaking over two pages. */
  static boolean staysTogether(TableModel model) {
    return model.rows().size() <= KEPT_TOGETHER;
  }

  private static void properties(CTTbl table, int[] widths) {
    var properties = table.addNewTblPr();
    properties.addNewTblStyle().setVal("BlatamTable");
    var width = properties.addNewTblW();
    width.setType(STTblWidth.DXA);
    width.setW(BigInteger.valueOf(DocxPage.TEXT_WIDTH));
    properties.addNewTblLayout().setType(STTblLayoutType.FIXED);
    var look = properties.addNewTblLook();
    look.setFirstRow(true);
    look.setNoVBand(true);
    var grid = table.addNewTblGrid();
    for (int column : widths) {
      grid.addNewGridCol().setW(BigInteger.valueOf(column));
    }
  }

  private void skeleton(CTRow target, Row row, int[] widths) {
    var properties = target.addNewTrPr();
    properties.addNewCantSplit();
    if (isSigned(row)) {
      var height = properties.addNewTrHeight();
      height.setVal(BigInteger.valueOf(Math.round(Signing.HEIGHT_MM * TWIPS_PER_MM)));
      height.setHRule(STHeightRule.AT_LEAST);
    }
    if (row.head()) {
      properties.addNewTblHeader();
    }
    for (int column : widths) {
      var cell = target.addNewTc();
      CTTcPr look = cell.addNewTcPr();
      look.addNewTcW().setType(STTblWidth.DXA);
      look.getTcW().setW(BigInteger.valueOf(column));
      if (row.total()) {
        var rule = look.addNewTcBorders().addNewTop();
        rule.setVal(STBorder.SINGLE);
        rule.setSz(BigInteger.valueOf(8));
        rule.setSpace(BigInteger.ZERO);
        rule.setColor(palette.primary());
      }
      if (row.head()) {
        var shading = look.addNewShd();
        shading.setVal(STShd.CLEAR);
        shading.setColor("auto");
        shading.setFill(palette.primary());
      }
      cell.addNewP();
    }
  }

  private static boolean isSigned(Row row) {
    return !row.head() && row.cells().stream().map(PlainText::of).anyMatch(Signing::asksFor);
  }

  private void fill(XWPFTable table, TableModel model, String style) {
    List<Row> rows = model.rows();
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      boolean last = i == rows.size() - 1;
      boolean together = row.head() || staysTogether(model);
      Look look = row.head() ? Look.PLAIN.emboldened().coloured("FFFFFF") : Look.PLAIN;
      for (int column = 0; column < model.columns(); column++) {
        XWPFTableCell cell = table.getRow(i).getCell(column);
        XWPFParagraph paragraph = cell.getParagraphArray(0);
        paragraph.setStyle(style);
        paragraph.setKeepNext(together && !last);
        align(paragraph, model.alignments().get(column));
        inlines.write(row.cells().get(column), paragraph, row.total() ? look.emboldened() : look);
      }
    }
  }

  private static void align(XWPFParagraph paragraph, TableModel.Alignment alignment) {
    switch (alignment) {
      case LEFT -> {}
      case CENTER -> paragraph.setAlignment(ParagraphAlignment.CENTER);
      case RIGHT -> paragraph.setAlignment(ParagraphAlignment.RIGHT);
    }
  }

  /** Whole twips that add up to the text width, whatever the rounding. */
  private static int[] twips(double[] points) {
    int[] widths = new int[points.length];
    int left = DocxPage.TEXT_WIDTH;
    for (int i = 0; i < points.length; i++) {
      boolean last = i == points.length - 1;
      widths[i] = last ? left : (int) Math.round(points[i] * TWIPS);
      left -= widths[i];
    }
    return widths;
  }
}
