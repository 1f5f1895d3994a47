package io.blatam.kvcache.codec;

/** What the bytes of a value are. All numbers are little-endian. */
public enum Dtype {
  /** Anything: text, images, somebody else's format. Never quantized. */
  BYTES(0, 1),
  /** IEEE 754 binary32. */
  F32(1, 4),
  /** IEEE 754 binary16. */
  F16(2, 2),
  /** The upper half of a binary32. */
  BF16(3, 2);

  private final int id;
  private final int size;

  Dtype(int id, int size) {
    this.id = id;
    this.size = size;
  }

  /** Bytes a value. */
  public int size() {
    return size;
  }

  /** Stands in stored headers: never change one. */
  int id() {
    return id;
  }

  static Dtype of(int id) {
    for (Dtype dtype : values()) {
      if (dtype.id == id) {
        return dtype;
      }
    }
    throw new CorruptValueException("unknown dtype " + id + " in a stored value's header");
  }
}
