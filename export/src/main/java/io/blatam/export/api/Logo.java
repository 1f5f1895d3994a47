package io.blatam.export.api;

import io.blatam.export.logo.Picture;
import io.blatam.export.theme.Theme;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The picture that stands for a company. A logo is drawn for one ground, mostly for white paper;
 * where it would not be seen it gets a plate of its own. Thread-safe.
 */
public final class Logo {

  /** More pixels a side add weight to a file and nothing to a print of 64 mm. */
  public static final int MOST_PIXELS = 1200;

  private static final String PAPER = "#ffffff";

  /** Below this contrast a pixel is as good as invisible. */
  private static final double SEEN_FROM = 2;

  /** A logo that loses more of its pixels to the ground needs a plate. */
  private static final double MOST_LOST = 0.15;

  private static final int VISIBLE_ALPHA = 128;
  private static final double PLATE_MARGIN = 0.18;
  private static final double PLATE_ROUNDING = 0.12;

  private final BufferedImage image;
  private final Map<String, Picture> drawn = new ConcurrentHashMap<>();

  private Logo(BufferedImage image) {
    this.image = image;
  }

  /**
   * A logo from a picture that was checked when it came in.
   *
   * @throws IllegalArgumentException when it is no PNG that can be read
   */
  public static Logo ofPng(byte[] png) {
    BufferedImage read;
    try {
      // Closed by the reader, which would refuse to be closed twice.
      read = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(png)));
    } catch (IOException | IndexOutOfBoundsException broken) {
      throw new IllegalArgumentException("the PNG can not be read; save it again", broken);
    }
    if (read == null) {
      throw new IllegalArgumentException("give a PNG");
    }
    return of(read);
  }

  /** A copy of the picture in plain colours, with at most {@link #MOST_PIXELS} a side. */
  public static Logo of(BufferedImage picture) {
    double scale =
        Math.min(1, MOST_PIXELS / (double) Math.max(picture.getWidth(), picture.getHeight()));
    BufferedImage copy = picture;
    // Halving keeps thin strokes, which one big step would drop.
    while (scale < 0.5) {
      copy = scaled(copy, 0.5);
      scale *= 2;
    }
    return new Logo(scaled(copy, scale));
  }

  /**
   * The logo as it is to stand on a ground.
   *
   * @param ground {@code #rrggbb}
   * @param ink the document's dark colour, for the plate of a logo that was drawn for dark grounds
   */
  public Picture on(String ground, String ink) {
    return drawn.computeIfAbsent(ground + ink, key -> picture(ground, ink));
  }

  private Picture picture(String ground, String ink) {
    if (standsAlone() || lost(ground) <= MOST_LOST) {
      return encoded(image);
    }
    String plate = lost(PAPER) <= lost(ink) ? PAPER : ink;
    return encoded(plate.equals(ground) ? image : plated(Color.decode(plate)));
  }

  /** A picture with opaque corners brings its ground along. */
  private boolean standsAlone() {
    int right = image.getWidth() - 1;
    int bottom = image.getHeight() - 1;
    return visible(image.getRGB(0, 0))
        && visible(image.getRGB(right, 0))
        && visible(image.getRGB(0, bottom))
        && visible(image.getRGB(right, bottom));
  }

  private double lost(String ground) {
    long seen = 0;
    long all = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int argb = image.getRGB(x, y);
        if (visible(argb)) {
          all++;
          seen += Theme.contrast(argb & 0xffffff, Theme.rgb(ground)) >= SEEN_FROM ? 1 : 0;
        }
      }
    }
    return all == 0 ? 0 : 1 - seen / (double) all;
  }

  private static boolean visible(int argb) {
    return argb >>> 24 >= VISIBLE_ALPHA;
  }

  private BufferedImage plated(Color plate) {
    int margin = Math.max(1, (int) Math.round(image.getHeight() * PLATE_MARGIN));
    BufferedImage whole = blank(image.getWidth() + 2 * margin, image.getHeight() + 2 * margin);
    Graphics2D graphics = graphics(whole);
    int rounding = (int) Math.round(whole.getHeight() * PLATE_ROUNDING);
    graphics.setColor(plate);
    graphics.fillRoundRect(0, 0, whole.getWidth(), whole.getHeight(), rounding, rounding);
    graphics.drawImage(image, margin, margin, null);
    graphics.dispose();
    return whole;
  }

  private static BufferedImage scaled(BufferedImage from, double scale) {
    int width = Math.max(1, (int) Math.round(from.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(from.getHeight() * scale));
    BufferedImage to = blank(width, height);
    Graphics2D graphics = graphics(to);
    graphics.drawImage(from, 0, 0, width, height, null);
    graphics.dispose();
    return to;
  }

  private static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
  }

  private static Graphics2D graphics(BufferedImage image) {
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    return graphics;
  }

  private static Picture encoded(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Picture(bytes.toByteArray(), image.getWidth(), image.getHeight());
  }
}
