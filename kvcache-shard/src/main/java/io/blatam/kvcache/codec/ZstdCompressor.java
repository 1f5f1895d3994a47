package io.blatam.kvcache.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;

/**
 * Zstandard at level 1. Contexts are kept a thread: making one costs more than compressing a small
 * value.
 */
final class ZstdCompressor implements Compressor {

  static final Compressor INSTANCE = new ZstdCompressor();

  private static final int LEVEL = 1;

  private final ThreadLocal<ZstdCompressCtx> compressing =
      ThreadLocal.withInitial(
          () -> new ZstdCompressCtx().setLevel(LEVEL).setContentSize(false).setChecksum(false));
  private final ThreadLocal<ZstdDecompressCtx> decompressing =
      ThreadLocal.withInitial(ZstdDecompressCtx::new);

  private ZstdCompressor() {}

  @Override
  public int bound(int length) {
    return Math.toIntExact(Zstd.compressBound(length));
  }

  @Override
  public int compress(byte[] source, int offset, int length, byte[] target, int targetOffset) {
    return compressing
        .get()
        .compressByteArray(
            target, targetOffset, target.length - targetOffset, source, offset, length);
  }

  @Override
  public void decompress(
      byte[] source, int offset, int length, byte[] target, int targetOffset, int targetLength) {
    int written;
    try {
      written =
          decompressing
              .get()
              .decompressByteArray(target, targetOffset, targetLength, source, offset, length);
    } catch (ZstdException e) {
      throw Compressor.corrupt("zstd", length, targetLength, e);
    }
    if (written != targetLength) {
      throw Compressor.corrupt("zstd", length, targetLength, null);
    }
  }
}
