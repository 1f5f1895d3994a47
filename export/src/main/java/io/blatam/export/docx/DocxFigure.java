package io.blatam.export.docx;

import io.blatam.export.document.Chart;
import io.blatam.export.document.FrontMatter;
import io.blatam.export.office.NativeChart;
import io.blatam.export.office.Palette;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.util.Units;
import org.apache.poi.xwpf.usermodel.XWPFChart;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;

/** Places a chart in the text, with a numbered caption below it. */
final class DocxFigure {

  /** Points. */
  static final double HEIGHT = 225;

  private static final double WIDTH = 450;
  private static final double FONT_SIZE = 9;

  private final XWPFDocument word;
  private final FrontMatter matter;
  private final NativeChart charts;
  private int written;

  DocxFigure(XWPFDocument word, FrontMatter matter, Palette palette) {
    this.word = word;
    this.matter = matter;
    this.charts = new NativeChart(palette, matter.language(), FONT_SIZE);
  }

  void write(Chart chart) {
    written++;
    XWPFParagraph figure = word.createParagraph();
    figure.setStyle("Figure");
    XWPFRun run = figure.createRun();
    try {
      XWPFChart part = word.createChart(run, Units.toEMU(WIDTH), Units.toEMU(HEIGHT));
      charts.draw(chart, part);
    } catch (IOException | InvalidFormatException e) {
      throw new UncheckedIOException(new IOException("cannot add a chart to the document", e));
    }
    describe(run, chart);
    caption(chart);
  }

  /** What a screen reader says in place of the drawing. */
  private void describe(XWPFRun run, Chart chart) {
    var properties = run.getCTR().getDrawingArray(0).getInlineArray(0).getDocPr();
    properties.setId(written);
    properties.setName(matter.labels().chart() + " " + written);
    properties.setDescr(NativeChart.description(chart));
  }

  private void caption(Chart chart) {
    XWPFParagraph caption = word.createParagraph();
    caption.setStyle("Caption");
    String label = matter.labels().chart();
    caption.createRun().setText(label + " ");
    DocxField.simple(caption, "SEQ " + label + " \\* ARABIC", Integer.toString(written));
    String unit = chart.unit().isEmpty() ? "" : " (" + chart.unit() + ")";
    if (!chart.title().isEmpty()) {
      caption.createRun().setText(". " + chart.title() + unit);
    }
  }
}
