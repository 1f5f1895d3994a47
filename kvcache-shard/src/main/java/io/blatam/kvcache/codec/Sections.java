package io.blatam.kvcache.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A compressed body: equally long sections (the planes of a tensor, or one for everything else),
 * each compressed if that saves a sixteenth, else as it is. The form: the stored length of each
 * section, u32 little-endian, then the sections; one whose stored length is its length is raw.
 */
final class Sections {

  /** Shorter ones are not worth a table. */
  private static final int WORTH_TRYING = 64;

  /** From here on three samples decide first whether the whole is compressed. */
  private static final int WORTH_SAMPLING = 16 * 1024;

  private static final int SAMPLE = 2 * 1024;

  private Sections() {}

  /** Room that {@link #pack} may need. */
  static int bound(Compressor compressor, int length, int count) {
    return Math.addExact(count * Integer.BYTES, count * compressor.bound(length / count));
  }

  /**
   * @param length of all sections together
   * @return how many bytes were written from {@code offset}, or {@code length} or more if it did
   *     not pay
   */
  static int pack(
      Compressor compressor, byte[] body, int length, int count, byte[] target, int offset) {
    ByteBuffer table = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
    int section = length / count;
    int at = offset + count * Integer.BYTES;
    for (int i = 0; i < count; i++) {
      int stored = packOne(compressor, body, i * section, section, target, at);
      table.putInt(offset + i * Integer.BYTES, stored);
      at += stored;
    }
    return at - offset;
  }

  private static int packOne(
      Compressor compressor, byte[] body, int start, int length, byte[] target, int at) {
    if (mayPay(compressor, body, start, length, target, at)) {
      int packed = compressor.compress(body, start, length, target, at);
      if (pays(packed, length)) {
        return packed;
      }
    }
    System.arraycopy(body, start, target, at, length);
    return length;
  }

  /** Looks at 6 KiB at most. The target is free to be written to: the section is not yet there. */
  private static boolean mayPay(
      Compressor compressor, byte[] body, int start, int length, byte[] target, int at) {
    if (length < WORTH_SAMPLING) {
      return length >= WORTH_TRYING;
    }
    int packed = 0;
    for (int i = 0; i < 3; i++) {
      int sample = start + (int) ((long) (length - SAMPLE) * i / 2);
      packed += compressor.compress(body, sample, SAMPLE, target, at);
    }
    return pays(packed, 3 * SAMPLE);
  }

  private static boolean pays(int packed, int length) {
    return packed <= length - length / 16;
  }

  /**
   * Fills the first {@code length} bytes of {@code body}.
   *
   * @throws CorruptValueException if the sections are not those of such a body
   */
  static void unpack(
      Compressor compressor,
      byte[] stored,
      int offset,
      int storedLength,
      byte[] body,
      int length,
      int count) {
    ByteBuffer table = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
    int section = length / count;
    long at = offset + (long) count * Integer.BYTES;
    long end = (long) offset + storedLength;
    for (int i = 0; i < count; i++) {
      int size = at > end ? -1 : table.getInt(offset + i * Integer.BYTES);
      if (size < 0 || size > section || at + size > end) {
        throw new CorruptValueException("the sections of a stored value do not fit into it");
      }
      if (size == section) {
        System.arraycopy(stored, (int) at, body, i * section, section);
      } else {
        compressor.decompress(stored, (int) at, size, body, i * section, section);
      }
      at += size;
    }
    if (at != end) {
      throw new CorruptValueException("a stored value goes on after its last section");
    }
  }
}
