package io.blatam.kvcache.codec;

/**
 * Splits numbers into planes: all first bytes, then all second bytes, and so on. In a tensor the
 * bytes with the exponents repeat themselves and the mantissas are noise; side by side a compressor
 * finds neither, apart it packs the former and leaves the latter alone.
 */
public final class BytePlanes {

  private BytePlanes() {}

  /**
   * @param size bytes a number, 2 or 4; {@code values} holds whole numbers
   */
  public static void split(byte[] values, int length, int size, byte[] planes) {
    int count = length / size;
    if (size == 2) {
      for (int i = 0; i < count; i++) {
        planes[i] = values[2 * i];
        planes[count + i] = values[2 * i + 1];
      }
    } else {
      for (int i = 0; i < count; i++) {
        planes[i] = values[4 * i];
        planes[count + i] = values[4 * i + 1];
        planes[2 * count + i] = values[4 * i + 2];
        planes[3 * count + i] = values[4 * i + 3];
      }
    }
  }

  public static void join(byte[] planes, int length, int size, byte[] values) {
    int count = length / size;
    if (size == 2) {
      for (int i = 0; i < count; i++) {
        values[2 * i] = planes[i];
        values[2 * i + 1] = planes[count + i];
      }
    } else {
      for (int i = 0; i < count; i++) {
        values[4 * i] = planes[i];
        values[4 * i + 1] = planes[count + i];
        values[4 * i + 2] = planes[2 * count + i];
        values[4 * i + 3] = planes[3 * count + i];
      }
    }
  }
}
