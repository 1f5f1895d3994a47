package io.blatam.kvcache.codec;

import java.util.Optional;

/** With what values are compressed. */
public enum Compression {
  NONE(0),
  /** Level 1: about twice as dense as LZ4 on text, at a fifth of its speed. */
  ZSTD(1),
  LZ4(2);

  private final int id;

  Compression(int id) {
    this.id = id;
  }

  /** Stands in stored headers: never change one. */
  int id() {
    return id;
  }

  Optional<Compressor> compressor() {
    return switch (this) {
      case NONE -> Optional.empty();
      case ZSTD -> Optional.of(ZstdCompressor.INSTANCE);
      case LZ4 -> Optional.of(Lz4Compressor.INSTANCE);
    };
  }

  static Compression of(int id) {
    for (Compression compression : values()) {
      if (compression.id == id) {
        return compression;
      }
    }
    throw new CorruptValueException("unknown compression " + id + " in a stored value's header");
  }
}
