package io.blatam.kvcache.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Altered frames whose checksums are right. */
final class Forgery {

  private Forgery() {}

  static byte[] sealAgain(byte[] stored) {
    CRC32C crc = new CRC32C();
    crc.update(stored, 0, 28);
    crc.update(stored, 32, stored.length - 32);
    ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).putInt(28, (int) crc.getValue());
    return stored;
  }

  /** Overwrites a u32 of the header. */
  static byte[] with(byte[] stored, int offset, int value) {
    byte[] forged = stored.clone();
    ByteBuffer.wrap(forged).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
    return sealAgain(forged);
  }
}
