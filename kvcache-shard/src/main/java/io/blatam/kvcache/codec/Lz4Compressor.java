package io.blatam.kvcache.codec;

import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** LZ4 blocks, with the native library where there is one for this machine. */
final class Lz4Compressor implements Compressor {

  static final Compressor INSTANCE = new Lz4Compressor();

  private final LZ4Factory factory = LZ4Factory.fastestInstance();

  private Lz4Compressor() {}

  @Override
  public int bound(int length) {
    return factory.fastCompressor().maxCompressedLength(length);
  }

  @Override
  public int compress(byte[] source, int offset, int length, byte[] target, int targetOffset) {
    return factory.fastCompressor().compress(source, offset, length, target, targetOffset);
  }

  @Override
  public void decompress(
      byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
    int written;
    try {
      // The safe one: it never reads beyond the source nor writes beyond the room it is given.
      written =
          factory
              .safeDecompressor()
              .decompress(source, offset, length, target, targetOffset, targetLength);
    } catch (LZ4Exception e) {
      throw Compressor.corrupt("LZ4", length, targetLength, e);
    }
    if (written != targetLength) {
      throw Compressor.corrupt("LZ4", length, targetLength, null);
    }
  }
}
