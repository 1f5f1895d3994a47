package io.blatam.bul.profile;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.view.ViewBox;
import io.blatam.export.api.Logo;
import java.awt.Component;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;

/** A stored logo as the exporter wants it: a PNG as it is, an SVG drawn once at print size. */
public final class LogoPicture {

  private static final double WIDEST = 20;

  private LogoPicture() {}

  /**
   * The picture of a file that {@link LogoCheck} let in.
   *
   * @throws IllegalArgumentException with what to change, when it can not be drawn
   */
  public static Logo of(byte[] file) {
    return (file[0] & 0xff) == 0x89 ? Logo.ofPng(file) : Logo.of(drawn(file));
  }

  private static BufferedImage drawn(byte[] svg) {
    try {
      SVGDocument drawing =
          new SVGLoader()
              .load(
                  new ByteArrayInputStream(svg),
                  null,
                  LoaderContext.builder().externalResourcePolicy(ResourcePolicy.DENY_ALL).build());
      if (drawing == null) {
        throw new IllegalArgumentException("the SVG can not be drawn; save it again, or as a PNG");
      }
      double width = drawing.size().width;
      double height = drawing.size().height;
      if (!(width > 0 && height > 0 && width / height <= WIDEST && height / width <= WIDEST)) {
        throw new IllegalArgumentException(
            "give the SVG a width and a height (or a viewBox), at most 20 to 1");
      }
      double scale = Logo.MOST_PIXELS / Math.max(width, height);
      BufferedImage image =
          new BufferedImage(
              Math.max(1, (int) Math.round(width * scale)),
              Math.max(1, (int) Math.round(height * scale)),
              BufferedImage.TYPE_INT_ARGB);
      Graphics2D graphics = image.createGraphics();
      graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      drawing.render((Component) null, graphics, new ViewBox(image.getWidth(), image.getHeight()));
      graphics.dispose();
      return image;
    } catch (IllegalArgumentException unfit) {
      throw unfit;
    } catch (RuntimeException | LinkageError undrawable) {
      // Text needs fonts, which a small server has not; broken drawings fail in many ways.
      throw new IllegalArgumentException(
          "the SVG can not be drawn here; turn its texts into paths, or send a PNG", undrawable);
    }
  }
}
