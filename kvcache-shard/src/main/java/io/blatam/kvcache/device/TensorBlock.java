package io.blatam.kvcache.device;

import io.blatam.kvcache.codec.Dtype;
import io.blatam.kvcache.codec.Quantization;
import io.blatam.kvcache.codec.Quantizer;

/**
 * The shape of a tensor: rows of {@code channels} numbers, row-major, little-endian.
 *
 * @param dtype anything but {@code BYTES}
 */
public record TensorBlock(Dtype dtype, int rows, int channels) {

  public TensorBlock {
    if (dtype == Dtype.BYTES || rows < 1 || channels < 1) {
      throw new IllegalArgumentException(
          rows + " × " + channels + " of " + dtype + " is not a tensor");
    }
    if ((long) rows * channels * dtype.size() > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(rows + " × " + channels + " is more than 2 GiB");
    }
  }

  public int bytes() {
    return rows * channels * dtype.size();
  }

  int quantizedBytes(Quantization quantization) {
    return Math.toIntExact(quantizer(quantization).bytes(rows, channels));
  }

  static Quantizer quantizer(Quantization quantization) {
    return quantization
        .quantizer()
        .orElseThrow(() -> new IllegalArgumentException("quantization: must not be none"));
  }
}
