package io.blatam.export.document;

import org.commonmark.node.CustomBlock;

/** A chart's place in the document's tree; it stands where the fenced {@code chart} block stood. */
public final class ChartBlock extends CustomBlock {

  private final Chart chart;

  ChartBlock(Chart chart) {
    this.chart = chart;
  }

  public Chart chart() {
    return chart;
  }
}
