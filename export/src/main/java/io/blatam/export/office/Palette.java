package io.blatam.export.office;

import java.util.List;

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

  public Palette {
    series = List.copyOf(series);
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
