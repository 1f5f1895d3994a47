package io.blatam.export.office;

import io.blatam.export.document.Chart;
import io.blatam.export.document.Chart.Series;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.openxml4j.exceptions.InvalidFormatException;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xddf.usermodel.XDDFColor;
import org.apache.poi.xddf.usermodel.XDDFLineProperties;
import org.apache.poi.xddf.usermodel.XDDFNoFillProperties;
import org.apache.poi.xddf.usermodel.XDDFShapeProperties;
import org.apache.poi.xddf.usermodel.XDDFSolidFillProperties;
import org.apache.poi.xddf.usermodel.chart.AxisCrosses;
import org.apache.poi.xddf.usermodel.chart.AxisPosition;
import org.apache.poi.xddf.usermodel.chart.AxisTickLabelPosition;
import org.apache.poi.xddf.usermodel.chart.AxisTickMark;
import org.apache.poi.xddf.usermodel.chart.BarDirection;
import org.apache.poi.xddf.usermodel.chart.BarGrouping;
import org.apache.poi.xddf.usermodel.chart.ChartTypes;
import org.apache.poi.xddf.usermodel.chart.Grouping;
import org.apache.poi.xddf.usermodel.chart.LegendPosition;
import org.apache.poi.xddf.usermodel.chart.MarkerStyle;
import org.apache.poi.xddf.usermodel.chart.XDDFBarChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryAxis;
import org.apache.poi.xddf.usermodel.chart.XDDFCategoryDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFChart;
import org.apache.poi.xddf.usermodel.chart.XDDFChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFDataSourcesFactory;
import org.apache.poi.xddf.usermodel.chart.XDDFLineChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFNumericalDataSource;
import org.apache.poi.xddf.usermodel.chart.XDDFPieChartData;
import org.apache.poi.xddf.usermodel.chart.XDDFValueAxis;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTDLbls;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTPieSer;
import org.openxmlformats.schemas.drawingml.x2006.chart.CTPlotArea;
import org.openxmlformats.schemas.drawingml.x2006.chart.STDLblPos;
import org.openxmlformats.schemas.drawingml.x2006.main.CTTextBody;

/**
 * Fills an empty chart part with a chart that its reader can edit: the values lie in an embedded
 * workbook, and the drawing refers to its cells.
 */
public final class NativeChart {

  /** More labels than this on one drawing hide each other. */
  private static final int MOST_VALUE_LABELS = 12;

  private static final String GRID = "E3E8EF";

  private final Palette palette;
  private final String language;
  private final double fontSize;

  /**
   * @param language "es" or "en", for the words that scale a value axis
   * @param fontSize of every text in the drawing, in points
   */
  public NativeChart(Palette palette, String language, double fontSize) {
    this.palette = palette;
    this.language = language;
    this.fontSize = fontSize;
  }

  /** Draws the data into the part, which must be new, and leaves the title to the caller. */
  public void draw(Chart data, XDDFChart chart) throws IOException, InvalidFormatException {
    chart.setAutoTitleDeleted(true);
    plot(data, chart);
  }

  /** Draws the data into the part, which must be new, under its title. */
  public void drawWithTitle(Chart data, XDDFChart chart)
      throws IOException, InvalidFormatException {
    if (data.title().isEmpty()) {
      chart.setAutoTitleDeleted(true);
    } else {
      chart.setTitleText(data.title());
      chart.setTitleOverlay(false);
      chart.setAutoTitleDeleted(false);
    }
    plot(data, chart);
  }

  private void plot(Chart data, XDDFChart chart) throws IOException, InvalidFormatException {
    chart.getCTChartSpace().addNewRoundedCorners().setVal(false);
    chart.getCTChartSpace().addNewSpPr().addNewLn().addNewNoFill();
    writeText(chart);
    if (data.type() == Chart.Type.PIE) {
      drawPie(data, chart);
      legend(chart, LegendPosition.RIGHT);
    } else {
      drawOnAxes(data, chart);
      if (data.series().size() > 1) {
        legend(chart, LegendPosition.BOTTOM);
      }
    }
    FileProperties.undated(chart.getWorkbook().getProperties());
  }

  private static void legend(XDDFChart chart, LegendPosition position) {
    chart.getOrAddLegend().setPosition(position);
    chart.getOrAddLegend().setOverlay(false);
  }

  /** The chart in words, for those who cannot see it. */
  public static String description(Chart chart) {
    String series =
        chart.series().stream()
            .map(row -> row.name() + ": " + describe(chart.categories(), row))
            .collect(Collectors.joining("; "));
    String unit = chart.unit().isEmpty() ? "" : " (" + chart.unit() + ")";
    return chart.title() + unit + ". " + series;
  }

  private static String describe(List<String> categories, Series row) {
    return IntStream.range(0, categories.size())
        .mapToObj(
            i ->
                categories.get(i)
                    + " "
                    + BigDecimal.valueOf(row.values().get(i)).stripTrailingZeros().toPlainString())
        .collect(Collectors.joining(", "));
  }

  private void writeText(XDDFChart chart) {
    CTTextBody text = chart.getCTChartSpace().addNewTxPr();
    text.addNewBodyPr();
    text.addNewLstStyle();
    var properties = text.addNewP().addNewPPr().addNewDefRPr();
    properties.setSz((int) Math.round(fontSize * 100));
    properties.addNewSolidFill().addNewSrgbClr().setVal(Palette.rgb(palette.ink()));
    properties.addNewLatin().setTypeface("Calibri");
  }

  private void drawOnAxes(Chart data, XDDFChart chart) {
    AxisScale scale = AxisScale.of(data, language);
    XDDFCategoryAxis categories = chart.createCategoryAxis(AxisPosition.BOTTOM);
    XDDFValueAxis values = chart.createValueAxis(AxisPosition.LEFT);
    categories.setTickLabelPosition(AxisTickLabelPosition.LOW);
    categories.setMajorTickMark(AxisTickMark.NONE);
    line(categories.getOrAddShapeProperties(), palette.muted());
    values.setCrosses(AxisCrosses.AUTO_ZERO);
    values.setMajorTickMark(AxisTickMark.NONE);
    values.setNumberFormat(scale.numberFormat());
    line(values.getOrAddMajorGridProperties(), GRID);
    noLine(values.getOrAddShapeProperties());
    if (!scale.title().isEmpty()) {
      values.setTitle(scale.title());
    }
    boolean bars = data.type() == Chart.Type.BAR;
    if (bars && nothingBelowZero(data)) {
      values.setMinimum(
          0); // left alone, an application may cut the axis and make small differences look large
    }
    XDDFChartData plot =
        chart.createData(bars ? ChartTypes.BAR : ChartTypes.LINE, categories, values);
    addSeries(data, chart, plot);
    if (plot instanceof XDDFLineChartData line) {
      line.setGrouping(Grouping.STANDARD);
    } else if (plot instanceof XDDFBarChartData bar) {
      bar.setBarDirection(BarDirection.COL);
      bar.setBarGrouping(BarGrouping.CLUSTERED);
      bar.setGapWidth(data.series().size() > 1 ? 60 : 90);
    }
    plot.setVaryColors(false);
    for (int i = 0; i < data.series().size(); i++) {
      XDDFChartData.Series series = plot.getSeries(i);
      if (series instanceof XDDFLineChartData.Series line) {
        line.setSmooth(false);
        line.setMarkerStyle(MarkerStyle.CIRCLE);
        line.setMarkerSize((short) 7);
        XDDFLineProperties stroke = new XDDFLineProperties(fill(palette.series(i)));
        stroke.setWidth(2.25);
        series.setLineProperties(stroke);
        var marker = line.getCTLineSer().getMarker().addNewSpPr();
        marker.addNewSolidFill().addNewSrgbClr().setVal(Palette.rgb(palette.series(i)));
      } else {
        series.setFillProperties(fill(palette.series(i)));
        // Absent means inverted to some readers: a loss would be drawn white on white.
        ((XDDFBarChartData.Series) series).setInvertIfNegative(false);
      }
    }
    chart.plot(plot);
    if (bars && data.categories().size() * data.series().size() <= MOST_VALUE_LABELS) {
      labelBars(chart.getCTChart().getPlotArea(), scale);
    }
  }

  private void drawPie(Chart data, XDDFChart chart) {
    XDDFPieChartData plot = (XDDFPieChartData) chart.createData(ChartTypes.PIE, null, null);
    addSeries(data, chart, plot);
    plot.setVaryColors(true);
    plot.setFirstSliceAngle(0);
    chart.plot(plot);
    CTPieSer series = chart.getCTChart().getPlotArea().getPieChartArray(0).getSerArray(0);
    for (int i = 0; i < data.categories().size(); i++) {
      var point = series.addNewDPt();
      point.addNewIdx().setVal(i);
      var shape = point.addNewSpPr();
      shape.addNewSolidFill().addNewSrgbClr().setVal(Palette.rgb(palette.series(i)));
      var border = shape.addNewLn();
      border.setW(12_700);
      border.addNewSolidFill().addNewSrgbClr().setVal(Palette.rgb("FFFFFF"));
    }
    CTDLbls labels = series.addNewDLbls();
    var format = labels.addNewNumFmt();
    format.setFormatCode("0%");
    format.setSourceLinked(false);
    labels.addNewDLblPos().setVal(STDLblPos.OUT_END);
    show(labels, false, true);
    labels.addNewShowLeaderLines().setVal(true);
  }

  private static void addSeries(Chart data, XDDFChart chart, XDDFChartData plot) {
    int rows = data.categories().size();
    List<String> names = new ArrayList<>(data.categories());
    XDDFCategoryDataSource categories =
        XDDFDataSourcesFactory.fromArray(
            names.toArray(String[]::new),
            chart.formatRange(new CellRangeAddress(1, rows, 0, 0)),
            0);
    for (int i = 0; i < data.series().size(); i++) {
      Series series = data.series().get(i);
      int column = i + 1;
      XDDFNumericalDataSource<Double> values =
          XDDFDataSourcesFactory.fromArray(
              series.values().toArray(Double[]::new),
              chart.formatRange(new CellRangeAddress(1, rows, column, column)),
              column);
      values.setFormatCode("General");
      plot.addSeries(categories, values)
          .setTitle(series.name(), chart.setSheetTitle(series.name(), column));
    }
  }

  private static boolean nothingBelowZero(Chart data) {
    return data.series().stream()
        .flatMap(series -> series.values().stream())
        .allMatch(value -> value >= 0);
  }

  private void labelBars(CTPlotArea area, AxisScale scale) {
    for (var series : area.getBarChartArray(0).getSerArray()) {
      CTDLbls labels = series.addNewDLbls();
      var format = labels.addNewNumFmt();
      format.setFormatCode(scale.numberFormat());
      format.setSourceLinked(false);
      labels.addNewDLblPos().setVal(STDLblPos.OUT_END);
      show(labels, true, false);
    }
  }

  private static void show(CTDLbls labels, boolean value, boolean percent) {
    labels.addNewShowLegendKey().setVal(false);
    labels.addNewShowVal().setVal(value);
    labels.addNewShowCatName().setVal(false);
    labels.addNewShowSerName().setVal(false);
    labels.addNewShowPercent().setVal(percent);
    labels.addNewShowBubbleSize().setVal(false);
  }

  private static XDDFSolidFillProperties fill(String hex) {
    return new XDDFSolidFillProperties(XDDFColor.from(Palette.rgb(hex)));
  }

  private static void line(XDDFShapeProperties shape, String hex) {
    XDDFLineProperties line = new XDDFLineProperties(fill(hex));
    line.setWidth(0.75);
    shape.setLineProperties(line);
  }

  private static void noLine(XDDFShapeProperties shape) {
    shape.setLineProperties(new XDDFLineProperties(new XDDFNoFillProperties()));
  }
}
