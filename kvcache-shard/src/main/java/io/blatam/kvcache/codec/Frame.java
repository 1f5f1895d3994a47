package io.blatam.kvcache.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The header of a stored value; little-endian, 32 bytes, then the body.
 *
 * <pre>
 *  0  u32  magic "BKVC"
 *  4  u8   version, 1
 *  5  u8   dtype          0 bytes, 1 F32, 2 F16, 3 BF16
 *  6  u8   quantization   0 none, 1 INT8, 2 INT4, 3 FP8
 *  7  u8   compression    0 none, 1 zstd, 2 lz4
 *  8  u32  rows           the shape: rows × channels
 * 12  u32  channels
 * 16  u32  length         of the value, in bytes
 * 20  u32  body           length of what follows the header, in bytes
 * 24  u32  reserved, 0
 * 28  u32  CRC-32C of the 28 bytes above and the body
 * </pre>
 */
record Frame(
    Dtype dtype,
    Quantization quantization,
    Compression compression,
    int rows,
    int channels,
    int length,
    int body) {

  static final int BYTES = 32;

  private static final int MAGIC = 0x43564b42;
  private static final byte VERSION = 1;
  private static final int CHECKED = 28;

  /** Writes the header in front of a body that already stands in {@code target}. */
  void seal(byte[] target) {
    ByteBuffer out = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).put(VERSION);
    out.put((byte) dtype.id()).put((byte) quantization.id()).put((byte) compression.id());
    out.putInt(rows).putInt(channels).putInt(length).putInt(body).putInt(0);
    out.putInt(checksum(target, body));
  }

  /**
   * @param maxLength the longest value that the reader is ready to hold, in bytes
   * @throws CorruptValueException if anything but an intact frame of that size stands there
   */
  static Frame open(byte[] stored, int maxLength) {
    if (stored.length < BYTES) {
      throw new CorruptValueException(
          "a stored value of " + stored.length + " bytes is shorter than its header");
    }
    ByteBuffer in = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    if (in.getInt() != MAGIC) {
      throw new CorruptValueException("a stored value does not begin with its magic number");
    }
    int version = in.get();
    if (version != VERSION) {
      throw new CorruptValueException(
          "a stored value is of version " + version + "; this program reads " + VERSION);
    }
    Dtype dtype = Dtype.of(in.get());
    Quantization quantization = Quantization.of(in.get());
    Compression compression = Compression.of(in.get());
    Frame frame =
        new Frame(
            dtype, quantization, compression, in.getInt(), in.getInt(), in.getInt(), in.getInt());
    if (frame.body != stored.length - BYTES) {
      throw new CorruptValueException(
          "a stored value has "
              + (stored.length - BYTES)
              + " bytes after its header, which says "
              + frame.body);
    }
    if (in.getInt() != 0 || in.getInt() != checksum(stored, frame.body)) {
      throw new CorruptValueException("a stored value does not have the checksum it was kept with");
    }
    frame.check(maxLength);
    return frame;
  }

  private void check(int maxLength) {
    if (length < 0 || length > maxLength) {
      throw new CorruptValueException(
          "a stored value says that it is "
              + Integer.toUnsignedString(length)
              + " bytes long; at most "
              + maxLength
              + " are read");
    }
    boolean shaped = rows >= 0 && channels >= 1 && (long) rows * channels * dtype.size() == length;
    boolean numbers = dtype != Dtype.BYTES || quantization == Quantization.NONE;
    if (!shaped || !numbers) {
      throw new CorruptValueException(
          "a stored value of "
              + length
              + " bytes can not be "
              + rows
              + " × "
              + channels
              + " of "
              + dtype
              + " kept as "
              + quantization);
    }
  }

  private static int checksum(byte[] stored, int body) {
    CRC32C crc = new CRC32C();
    crc.update(stored, 0, CHECKED);
    crc.update(stored, BYTES, body);
    return (int) crc.getValue();
  }
}
