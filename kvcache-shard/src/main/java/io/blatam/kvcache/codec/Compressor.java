package io.blatam.kvcache.codec;

/** A general compressor of byte ranges. Thread-safe. */
interface Compressor {

  /** What {@code length} bytes may grow to at worst. */
  int bound(int length);

  /**
   * @return how many bytes were written to {@code target}; it must have room for {@link #bound}
   */
  int compress(byte[] source, int offset, int length, byte[] target, int targetOffset);

  /**
   * Fills {@code target} from {@code targetOffset} with exactly {@code targetLength} bytes, and
   * writes nothing outside.
   *
   * @throws CorruptValueException if the source is not the compressed form of so many bytes
   */
  void decompress(
      byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength);

  static CorruptValueException corrupt(String how, int length, int expected, Throwable cause) {
    return new CorruptValueException(
        length + " stored bytes are not " + expected + " bytes compressed with " + how, cause);
  }
}
