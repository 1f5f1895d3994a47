package io.blatam.export.office;

import io.blatam.export.theme.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The colours of an office file, each as six hexadecimal digits.
 *
 * @param ink body text
 * @param muted captions, headers, small print
 * @param primary titles and table heads
 * @param accent rules and highlights
 * @param soft the ground behind quotes, code and every second table row
 * @param series the fills of a chart's series, in order; told apart in greyscale too
 */
public record Palette(
    String ink, String muted, String primary, String accent, String soft, List<String> series) {

  /** The house colours. */
  public static final Palette BLATAM =
      new Palette(
          "1F2937",
          "667085",
          "16324F",
          "D97706",
          "F3F6FA",
          List.of("16324F", "D97706", "2A9D8F", "8FB8DE", "7C3AED", "94A3B8", "BE123C", "65A30D"));

  /** How pale the colour is that carries quiet text on the dark slides. */
  private static final double PALE = 0.62;

  private static final int QUIET_ON_DARK = 3;

  public Palette {
    series = List.copyOf(series);
  }

  /** The colours that a document asks for; the house's own where it asks for none. */
  public static Palette of(String theme) {
    Theme colours = Theme.named(theme);
    if (colours.equals(Theme.named("blatam"))) {
      return BLATAM;
    }
    List<String> series = new ArrayList<>(BLATAM.series);
    series.set(0, plain(colours.series(0)));
    series.set(1, plain(colours.accent()));
    series.set(QUIET_ON_DARK, plain(Theme.paler(colours.ink(), PALE)));
    return new Palette(
        BLATAM.ink,
        BLATAM.muted,
        plain(colours.ink()),
        plain(colours.accent()),
        plain(colours.tint()),
        series);
  }

  private static String plain(String colour) {
    return colour.substring(1).toUpperCase(Locale.ROOT);
  }

  /** The fill of the series (or pie slice) at that index; starts over after the last one. */
  public String series(int index) {
    return series.get(index % series.size());
  }

  /** Three bytes, as the drawing schema wants an RGB colour. */
  public static byte[] rgb(String hex) {
    int value = Integer.parseInt(hex, 16);
    return new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
  }
}
