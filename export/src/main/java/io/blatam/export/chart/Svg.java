package io.blatam.export.chart;

import java.util.Locale;

/**
 * Writes the subset of SVG that charts need. Every text is escaped and every number finite, so the
 * result is well-formed whatever a chart's author wrote.
 */
final class Svg {

  /** Where a text's x lies. */
  enum Anchor {
    START,
    MIDDLE,
    END
  }

  private final StringBuilder out = new StringBuilder(4_096);

  Svg line(double x1, double y1, double x2, double y2, String stroke, double width) {
    out.append("<line");
    attribute("x1", x1).attribute("y1", y1).attribute("x2", x2).attribute("y2", y2);
    attribute("stroke", stroke).attribute("stroke-width", width);
    out.append("/>");
    return this;
  }

  Svg rect(double x, double y, double width, double height, String fill) {
    out.append("<rect");
    attribute("x", x).attribute("y", y).attribute("width", width).attribute("height", height);
    attribute("fill", fill);
    out.append("/>");
    return this;
  }

  Svg circle(double cx, double cy, double r, String fill) {
    out.append("<circle");
    attribute("cx", cx).attribute("cy", cy).attribute("r", r).attribute("fill", fill);
    out.append("/>");
    return this;
  }

  Svg filled(Path path, String fill) {
    out.append("<path");
    attribute("d", path.toString()).attribute("fill", fill);
    out.append("/>");
    return this;
  }

  Svg stroked(Path path, String stroke, double width) {
    out.append("<path");
    attribute("d", path.toString()).attribute("fill", "none");
    attribute("stroke", stroke).attribute("stroke-width", width);
    attribute("stroke-linejoin", "round");
    out.append("/>");
    return this;
  }

  Svg text(String text, double x, double y, double size, Anchor anchor, String fill) {
    return text(text, x, y, size, anchor, fill, "400");
  }

  Svg boldText(String text, double x, double y, double size, Anchor anchor, String fill) {
    return text(text, x, y, size, anchor, fill, "600");
  }

  private Svg text(
      String text, double x, double y, double size, Anchor anchor, String fill, String weight) {
    out.append("<text");
    attribute("x", x).attribute("y", y).attribute("font-size", size);
    attribute("text-anchor", anchor.name().toLowerCase(Locale.ROOT));
    attribute("font-weight", weight).attribute("fill", fill);
    out.append('>').append(escape(text)).append("</text>");
    return this;
  }

  /** The whole picture, with a name and a description for those who cannot see it. */
  String document(double width, double height, String title, String description) {
    Svg head = new Svg();
    head.out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" role=\"img\"");
    head.attribute("aria-label", title).attribute("alt", title + ". " + description);
    head.attribute("width", width).attribute("height", height);
    head.attribute("viewBox", "0 0 " + number(width) + " " + number(height));
    head.out.append('>');
    head.out.append("<desc>").append(escape(description)).append("</desc>");
    return head.out.append(out).append("</svg>").toString();
  }

  private Svg attribute(String name, double value) {
    return attribute(name, number(value));
  }

  private Svg attribute(String name, String value) {
    out.append(' ').append(name).append("=\"").append(escape(value)).append('"');
    return this;
  }

  /** A coordinate with at most two decimals and always a dot. */
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    String sign = hundredths < 0 ? "-" : "";
    long whole = Math.abs(hundredths) / 100;
    long rest = Math.abs(hundredths) % 100;
    if (rest == 0) {
      return sign + whole;
    }
    String decimals = rest < 10 ? "0" + rest : rest % 10 == 0 ? "" + rest / 10 : "" + rest;
    return sign + whole + "." + decimals;
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
