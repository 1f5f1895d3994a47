package io.blatam.kvcache.codec;

/**
 * Two byte arrays a thread that encoding and decoding work in, so that a value costs the allocation
 * of its result and no other. Larger ones than a megabyte are not kept.
 */
final class Scratch {

  private static final int KEPT = 1 << 20;
  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private byte[] body = new byte[0];
  private byte[] packed = new byte[0];

  private Scratch() {}

  static Scratch ofThread() {
    return OF_THREAD.get();
  }

  /**
   * For what is to be compressed or was decompressed. At least {@code size} bytes, of any value.
   */
  byte[] body(int size) {
    if (body.length >= size) {
      return body;
    }
    byte[] larger = new byte[size];
    if (size <= KEPT) {
      body = larger;
    }
    return larger;
  }

  /** For what compression makes of it. At least {@code size} bytes, of any value. */
  byte[] packed(int size) {
    if (packed.length >= size) {
      return packed;
    }
    byte[] larger = new byte[size];
    if (size <= KEPT) {
      packed = larger;
    }
    return larger;
  }
}
