package io.blatam.kvcache.codec;

import io.blatam.kvcache.engine.Codec;

/**
 * What a namespace asks for.
 *
 * @param quantization anything but {@code NONE} gives up bits: values are read back within the
 *     stated bound of what was stored, not equal to it
 */
public record CodecParameters(Compression compression, Layout layout, Quantization quantization) {

  /** Kept as they are, without a header. */
  public static final CodecParameters RAW =
      new CodecParameters(Compression.NONE, Layout.BYTES, Quantization.NONE);

  public CodecParameters {
    if (quantization != Quantization.NONE && layout.dtype() == Dtype.BYTES) {
      throw new IllegalArgumentException(
          "quantization: "
              + quantization
              + " needs a dtype (f32, f16 or bf16) and its channels, or must be none");
    }
  }

  /**
   * @param maxLength the longest value in bytes
   */
  public Codec codec(int maxLength) {
    boolean nothingToDo = compression == Compression.NONE && quantization == Quantization.NONE;
    return nothingToDo ? Codec.RAW : new ValueCodec(this, maxLength);
  }
}
