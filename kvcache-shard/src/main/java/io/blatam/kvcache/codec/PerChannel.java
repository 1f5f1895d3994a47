package io.blatam.kvcache.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One scale a channel and 128 rows. Channels of keys and activations differ by orders of magnitude,
 * so one scale for all would spend its steps on the loudest; and the largest of many Gaussian
 * numbers grows with their count, so a scale serves 128 rows and no more.
 *
 * <p>The form: blocks of 128 rows × 1024 channels (fewer at the ends), row by row of blocks; each
 * is a scale in F32 for each of its channels, then one byte a number, row after row. A block is
 * read twice, for its maxima and for its codes; it fits into a core's second-level cache.
 */
abstract class PerChannel implements Quantizer {

  static final int ROWS = 128;
  static final int COLUMNS = 1024;

  private static final VarHandle FLOAT =
      MethodHandles.byteArrayViewVarHandle(float[].class, ByteOrder.LITTLE_ENDIAN);

  /** As many rows as fit in the first-level cache beside their scales: 12 KiB a thread. */
  private static final class Tile {
    final float[] values = new float[COLUMNS];
    final float[] scale = new float[COLUMNS];
    final int[] maxima = new int[COLUMNS];
  }

  private static final ThreadLocal<Tile> TILE = ThreadLocal.withInitial(Tile::new);

  final Kernels kernels;

  /** The code of the largest magnitude of a channel. */
  private final float top;

  PerChannel(Kernels kernels, float top) {
    this.kernels = kernels;
    this.top = top;
  }

  /** {@link Kernels#toInt8} or its like. */
  abstract void encode(
      Dtype dtype,
      byte[] source,
      int offset,
      int count,
      float[] inverse,
      int width,
      byte[] target,
      int at);

  abstract void decode(byte[] codes, int offset, float[] scale, float[] values, int count);

  @Override
  public final long bytes(int rows, int channels) {
    long blocks = (rows + ROWS - 1L) / ROWS;
    return blocks * channels * Float.BYTES + (long) rows * channels;
  }

  @Override
  public final boolean quantize(
      byte[] values, Dtype dtype, int rows, int channels, byte[] target, int offset) {
    Tile tile = TILE.get();
    int at = offset;
    for (int row = 0; row < rows; row += ROWS) {
      int height = Math.min(ROWS, rows - row);
      for (int column = 0; column < channels; column += COLUMNS) {
        int width = Math.min(COLUMNS, channels - column);
        int start = row * channels + column;
        int from = start * dtype.size();
        int stride = channels * dtype.size();
        kernels.maxima(dtype, values, from, stride, height, width, tile.maxima);
        if (!scales(tile, width, target, at)) {
          return false;
        }
        at += width * Float.BYTES;
        int step = rowsAtOnce(width, channels);
        repeat(tile.scale, width, step);
        int together = width == channels ? height : 1;
        for (int i = 0; i < height; i += together) {
          encode(
              dtype,
              values,
              from + i * stride,
              together * width,
              tile.scale,
              step * width,
              target,
              at + i * width);
        }
        at += height * width;
      }
    }
    return true;
  }

  /**
   * Rows that lie next to one another are worked on as one long row, whose channels repeat
   * themselves, as far as the tile takes them: short loops waste half of their time on their ends.
   */
  private static int rowsAtOnce(int width, int channels) {
    return width == channels ? Math.max(1, COLUMNS / width) : 1;
  }

  private static void repeat(float[] scale, int width, int times) {
    for (int i = 1; i < times; i++) {
      System.arraycopy(scale, 0, scale, i * width, width);
    }
  }

  /** Writes the scales of a block and leaves their reciprocals in the tile. */
  private boolean scales(Tile tile, int width, byte[] target, int at) {
    int largest = 0;
    for (int i = 0; i < width; i++) {
      int max = tile.maxima[i];
      largest = Math.max(largest, max);
      float magnitude = max < SMALLEST ? 0 : Float.intBitsToFloat(max);
      FLOAT.set(target, at + i * Float.BYTES, magnitude / top);
      tile.scale[i] = magnitude == 0 ? 0 : top / magnitude;
    }
    return largest <= LARGEST;
  }

  @Override
  public final void dequantize(
      byte[] quantized, int offset, Dtype dtype, int rows, int channels, byte[] values) {
    Tile tile = TILE.get();
    int at = offset;
    for (int row = 0; row < rows; row += ROWS) {
      int height = Math.min(ROWS, rows - row);
      for (int column = 0; column < channels; column += COLUMNS) {
        int width = Math.min(COLUMNS, channels - column);
        int step = rowsAtOnce(width, channels);
        for (int i = 0; i < width; i++) {
          tile.scale[i] = (float) FLOAT.get(quantized, at + i * Float.BYTES);
        }
        repeat(tile.scale, width, step);
        at += width * Float.BYTES;
        for (int i = 0; i < height; i += step) {
          int count = Math.min(step, height - i) * width;
          int to = ((row + i) * channels + column) * dtype.size();
          decode(quantized, at, tile.scale, tile.values, count);
          kernels.narrow(tile.values, 0, dtype, values, to, count);
          at += count;
        }
      }
    }
  }
}
