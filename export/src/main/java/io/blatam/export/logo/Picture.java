package io.blatam.export.logo;

import java.util.Base64;

/**
 * A picture ready to be placed.
 *
 * @param png the file, never changed by whoever reads it
 * @param width in pixels
 * @param height in pixels
 */
public record Picture(byte[] png, int width, int height) {

  /** Fewer pixels an inch look coarse in print; a small picture is printed small instead. */
  private static final double LEAST_PIXELS_AN_INCH = 100;

  private static final double POINTS_AN_INCH = 72;
  private static final double MM_AN_INCH = 25.4;

  /** Width and height in points. */
  public record Size(double width, double height) {

    public double widthMm() {
      return width / POINTS_AN_INCH * MM_AN_INCH;
    }

    public double heightMm() {
      return height / POINTS_AN_INCH * MM_AN_INCH;
    }
  }

  /** As large as fits into a box, in its own proportions. Both sides in points. */
  public Size within(double boxWidth, double boxHeight) {
    double scale =
        Math.min(
            Math.min(boxWidth / width, boxHeight / height), POINTS_AN_INCH / LEAST_PIXELS_AN_INCH);
    return new Size(width * scale, height * scale);
  }

  /** The picture as an address that holds it whole (RFC 2397). */
  public String dataUri() {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }
}
