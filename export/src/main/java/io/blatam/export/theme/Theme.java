package io.blatam.export.theme;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A document's colours, each as {@code #rrggbb}.
 *
 * @param ink headings, the cover's ground, table rules; dark enough for white text (at least 7:1)
 * @param accent the thin lines and small marks that lead the eye; never carries text
 * @param tint the ground of table headers and quiet boxes; light enough for black text
 * @param series the colours of a chart's series, in order; neighbours differ in lightness too, so
 *     that a grey print stays readable
 */
public record Theme(String name, String ink, String accent, String tint, List<String> series) {

  /** Running text. */
  public static final String TEXT = "#1f2933";

  /** Captions, axis labels, running headers. */
  public static final String MUTED = "#5b6773";

  /** Hairlines and gridlines. */
  public static final String RULE = "#d5dbe1";

  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");

  /** Of white text on the ink (WCAG 2.1, level AAA). */
  private static final double INK_CONTRAST = 7;

  private static final Theme BLATAM =
      new Theme(
          "blatam",
          "#123a5a",
          "#c4913a",
          "#eef3f7",
          List.of(
              "#1b5480", "#d39b3d", "#4c9a94", "#b1523f", "#8aa9c4", "#6b4f7d", "#8b9a3c",
              "#596673"));

  private static final List<Theme> ALL =
      List.of(
          BLATAM,
          new Theme(
              "forest",
              "#1d4434",
              "#c08a3e",
              "#eef5f0",
              List.of(
                  "#2b6a50", "#d0a04a", "#6fa287", "#a8563c", "#9fb8a5", "#3d6f8c", "#8b8f3a",
                  "#5c6860")),
          new Theme(
              "wine",
              "#5a1f33",
              "#b98a46",
              "#f7f0f2",
              List.of(
                  "#7c2c48", "#cfa052", "#5d7f93", "#b4664d", "#c39aa8", "#4c5d73", "#8f9150",
                  "#6a5c62")),
          new Theme(
              "graphite",
              "#2b323a",
              "#3f8fb0",
              "#f1f3f5",
              List.of(
                  "#3a4550", "#4fa3c4", "#8d98a3", "#c58b43", "#b9c2ca", "#6a7f5b", "#9a5b5b",
                  "#5a6470")));

  public Theme {
    series = List.copyOf(series);
  }

  /**
   * The theme of that name, or around the brand's colour where the name is one ({@code #0a7d55});
   * an unknown name gets the house's own colours.
   */
  public static Theme named(String name) {
    if (COLOUR.matcher(name).matches()) {
      return around(name.toLowerCase(Locale.ROOT));
    }
    return ALL.stream().filter(theme -> theme.name.equals(name)).findFirst().orElse(BLATAM);
  }

  /** The brand's colour leads the eye; darkened until it carries white text it is the ink. */
  private static Theme around(String colour) {
    String ink = colour;
    while (1.05 / (luminance(ink) + 0.05) < INK_CONTRAST) {
      ink = mixed(ink, 0x000000, 0.1);
    }
    List<String> series = new ArrayList<>(BLATAM.series);
    series.set(0, mixed(ink, 0xffffff, 0.15));
    return new Theme(colour, ink, colour, mixed(colour, 0xffffff, 0.92), series);
  }

  /** A colour with that share of white in it. */
  public static String paler(String color, double share) {
    return mixed(color, 0xffffff, share);
  }

  private static String mixed(String color, int with, double share) {
    int rgb = rgb(color);
    int mixed = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      double channel = (rgb >> shift & 0xff) * (1 - share) + (with >> shift & 0xff) * share;
      mixed |= (int) Math.floor(channel) << shift;
    }
    return String.format(Locale.ROOT, "#%06x", mixed);
  }

  /** The colour of the n-th series, starting over when there are more series than colours. */
  public String series(int n) {
    return series.get(n % series.size());
  }

  /**
   * White or the text colour, whichever reads better on the given ground (WCAG 2.1, relative
   * luminance; both contrast equally at 0.18).
   */
  public static String textOn(String ground) {
    return luminance(ground) > 0.24 ? TEXT : "#ffffff";
  }

  /** How far two colours stand apart, from 1 to 21 (WCAG 2.1); both as {@code 0xrrggbb}. */
  public static double contrast(int one, int other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  /** {@code #rrggbb} as a number. */
  public static int rgb(String color) {
    return Integer.parseInt(color.substring(1), 16);
  }

  private static double luminance(String color) {
    return luminance(rgb(color));
  }

  private static double luminance(int rgb) {
    return 0.2126 * linear(rgb >> 16 & 0xff)
        + 0.7152 * linear(rgb >> 8 & 0xff)
        + 0.0722 * linear(rgb & 0xff);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
