package io.blatam.kvcache.codec;

/**
 * How the values of a namespace are laid out: rows of {@code channels} numbers each, channels next
 * to one another, as {@code [tokens][channels]} in row-major order. Leading axes (layers, blocks)
 * count as rows.
 *
 * @param channels numbers a row; 1 for plain bytes
 */
public record Layout(Dtype dtype, int channels) {

  private static final int MAX_CHANNELS = 1 << 24;

  /** Values that are not tensors. */
  public static final Layout BYTES = new Layout(Dtype.BYTES, 1);

  public Layout {
    int most = dtype == Dtype.BYTES ? 1 : MAX_CHANNELS;
    if (channels < 1 || channels > most) {
      throw new IllegalArgumentException(
          "channels: must be between 1 and " + most + " for " + dtype + ", not " + channels);
    }
  }

  int rowBytes() {
    return channels * dtype.size();
  }

  /** Whether a value of so many bytes consists of whole rows. */
  boolean fits(int bytes) {
    return bytes % rowBytes() == 0;
  }
}
