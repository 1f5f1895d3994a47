package io.blatam.kvcache.codec;

import java.util.Optional;

/** How exactly the numbers of a tensor are kept. */
public enum Quantization {
  /** Bit for bit. */
  NONE(0),
  /** {@link Int8PerChannel}. */
  INT8(1),
  /** {@link Int4Groups}. */
  INT4(2),
  /** {@link Fp8PerChannel}. */
  FP8(3);

  private final int id;

  Quantization(int id) {
    this.id = id;
  }

  /** Stands in stored headers: never change one. */
  int id() {
    return id;
  }

  /** The steps alone, with the fastest loops of this JVM; empty for {@link #NONE}. */
  public Optional<Quantizer> quantizer() {
    return quantizer(Kernels.best());
  }

  Optional<Quantizer> quantizer(Kernels kernels) {
    return switch (this) {
      case NONE -> Optional.empty();
      case INT8 -> Optional.of(new Int8PerChannel(kernels));
      case INT4 -> Optional.of(new Int4Groups(kernels));
      case FP8 -> Optional.of(new Fp8PerChannel(kernels));
    };
  }

  static Quantization of(int id) {
    for (Quantization quantization : values()) {
      if (quantization.id == id) {
        return quantization;
      }
    }
    throw new CorruptValueException("unknown quantization " + id + " in a stored value's header");
  }
}
