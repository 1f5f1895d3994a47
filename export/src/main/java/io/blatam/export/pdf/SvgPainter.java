package io.blatam.export.pdf;

import com.openhtmltopdf.css.constants.IdentValue;
import com.openhtmltopdf.css.parser.FSRGBColor;
import com.openhtmltopdf.css.sheet.FontFaceRule;
import com.openhtmltopdf.css.style.CssContext;
import com.openhtmltopdf.css.value.FontSpecification;
import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.extend.OutputDevice;
import com.openhtmltopdf.extend.SVGDrawer;
import com.openhtmltopdf.layout.SharedContext;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfBoxOutputDevice;
import com.openhtmltopdf.render.AbstractOutputDevice;
import com.openhtmltopdf.render.Box;
import com.openhtmltopdf.render.FSFont;
import com.openhtmltopdf.render.RenderingContext;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.File;
import java.io.InputStream;
import java.util.List;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Paints the SVG that {@link io.blatam.export.chart} draws, as PDF paths and as real text in the
 * document's own fonts. It knows that subset of SVG and nothing else: no styles, no transforms, no
 * references, hence nothing to fetch. A general SVG engine would add a second of start-up and need
 * the JDK's font rendering, which small server images lack.
 */
final class SvgPainter implements SVGDrawer {

  private static final String[] FAMILIES = {"IBM Plex Sans", "DejaVu Sans"};

  @Override
  public void importFontFaceRules(List<FontFaceRule> fontFaces, SharedContext shared) {
    // The document's fonts are used; charts bring none.
  }

  @Override
  public void addFontFile(File fontFile, String family, Integer weight, FontStyle style) {
    // See importFontFaceRules.
  }

  @Override
  public void addFontStream(
      FSSupplier<InputStream> supplier, String family, Integer weight, FontStyle style) {
    // See importFontFaceRules.
  }

  @Override
  public void close() {
    // Holds nothing.
  }

  @Override
  public SVGImage buildSVGImage(
      Element svg,
      Box box,
      CssContext cssContext,
      double cssWidth,
      double cssHeight,
      double dotsPerPixel) {
    double width = number(svg, "width");
    double scale = cssWidth > 0 ? cssWidth / width : dotsPerPixel;
    return new Picture(svg, scale);
  }

  /** One SVG at one size; {@code scale} is output dots per SVG unit. */
  private record Picture(Element svg, double scale) implements SVGImage {

    @Override
    public int getIntrinsicWidth() {
      return (int) Math.round(number(svg, "width") * scale);
    }

    @Override
    public int getIntrinsicHeight() {
      return (int) Math.round(number(svg, "height") * scale);
    }

    @Override
    public void drawSVG(OutputDevice device, RenderingContext context, double x, double y) {
      device.translate(x, y);
      for (Node node = svg.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node instanceof Element element) {
          draw(element, (PdfBoxOutputDevice) device, context);
        }
      }
      device.translate(-x, -y);
    }

    private void draw(Element element, PdfBoxOutputDevice device, RenderingContext context) {
      switch (element.getNodeName()) {
        case "line" ->
            paint(
                device,
                element,
                new Line2D.Double(
                    length(element, "x1"),
                    length(element, "y1"),
                    length(element, "x2"),
                    length(element, "y2")));
        case "rect" ->
            paint(
                device,
                element,
                new Rectangle2D.Double(
                    length(element, "x"),
                    length(element, "y"),
                    length(element, "width"),
                    length(element, "height")));
        case "circle" -> {
          double r = length(element, "r");
          paint(
              device,
              element,
              new Ellipse2D.Double(
                  length(element, "cx") - r, length(element, "cy") - r, 2 * r, 2 * r));
        }
        case "path" -> paint(device, element, PathData.parse(element.getAttribute("d"), scale));
        case "text" -> text(device, element, context);
        default -> {}
      }
    }

    private void paint(PdfBoxOutputDevice device, Element element, Shape shape) {
      String fill = element.getAttribute("fill");
      if (fill.startsWith("#")) {
        device.setColor(color(fill));
        device.fill(shape);
      }
      String stroke = element.getAttribute("stroke");
      if (stroke.startsWith("#")) {
        device.setColor(color(stroke));
        device.setStroke(
            new BasicStroke(
                (float) length(element, "stroke-width"),
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND));
        device.draw(shape);
      }
    }

    private void text(PdfBoxOutputDevice device, Element element, RenderingContext context) {
      FontSpecification specification = new FontSpecification();
      specification.families = FAMILIES;
      specification.size = (float) length(element, "font-size");
      specification.fontWeight =
          element.getAttribute("font-weight").equals("600")
              ? IdentValue.FONT_WEIGHT_600
              : IdentValue.FONT_WEIGHT_400;
      specification.fontStyle = IdentValue.NORMAL;
      specification.variant = IdentValue.NORMAL;
      SharedContext shared = device.getSharedContext();
      FSFont font = shared.getFont(specification);
      String text = element.getTextContent();
      double width = context.getTextRenderer().getWidth(context.getFontContext(), font, text);
      double x =
          length(element, "x")
              - switch (element.getAttribute("text-anchor")) {
                case "end" -> width;
                case "middle" -> width / 2;
                default -> 0;
              };
      device.setColor(color(element.getAttribute("fill")));
      device.setFont(font);
      // The device thickens a font that is lighter than the text it last drew on the page.
      AbstractOutputDevice textDevice = (AbstractOutputDevice) device;
      FontSpecification before = textDevice.getFontSpecification();
      textDevice.setFontSpecification(specification);
      device.drawString(text, (float) x, (float) length(element, "y"), null);
      textDevice.setFontSpecification(before);
    }

    private double length(Element element, String attribute) {
      return number(element, attribute) * scale;
    }
  }

  private static double number(Element element, String attribute) {
    String value = element.getAttribute(attribute);
    return value.isEmpty() ? 0 : Double.parseDouble(value);
  }

  private static FSRGBColor color(String hex) {
    return new FSRGBColor(Integer.parseInt(hex.substring(1), 16));
  }

  /** Reads the absolute moves, lines, curves and closings of an SVG path. */
  static final class PathData {

    private PathData() {}

    static Path2D parse(String data, double scale) {
      Path2D path = new Path2D.Double();
      for (String command : data.split("(?=[MLCZ])")) {
        double[] c = coordinates(command.substring(1), scale);
        switch (command.charAt(0)) {
          case 'M' -> path.moveTo(c[0], c[1]);
          case 'L' -> path.lineTo(c[0], c[1]);
          case 'C' -> path.curveTo(c[0], c[1], c[2], c[3], c[4], c[5]);
          case 'Z' -> path.closePath();
          default -> throw new IllegalArgumentException("path command " + command);
        }
      }
      return path;
    }

    private static double[] coordinates(String numbers, double scale) {
      if (numbers.isBlank()) {
        return new double[0];
      }
      String[] parts = numbers.strip().split(" ");
      double[] coordinates = new double[parts.length];
      for (int i = 0; i < parts.length; i++) {
        coordinates[i] = Double.parseDouble(parts[i]) * scale;
      }
      return coordinates;
    }
  }
}
