package io.blatam.kvcache.tier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.engine.UnreadableValueException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * One record of a cold file; little-endian.
 *
 * <pre>
 *  0  u32  magic "BKVE"
 *  4  u8   version        1, or 2 where there is a parent
 *  5  u8   kind           1 value, 2 tombstone
 *  6  u8   layers         1 absent, 2 framed, 4 packed, 8 sealed, 16 names in UTF-16 (else Latin-1),
 *                        32 has a parent
 *  7  u8   0
 *  8  u16  bytes of the tenant, u16 of the namespace, u16 of the key, u16 of the parent
 * 16  u32  bytes of the form
 * 20  u64  cost           milliseconds
 * 28  u64  freshUntil     milliseconds since the epoch
 * 36  u64  expiresAt      milliseconds since the epoch
 * 44  u32  CRC-32C of the form and the seal
 * 48  u32  CRC-32C of the 48 bytes above and the names
 * 52       the names, the form, the seal of 32 bytes if there is one
 * </pre>
 *
 * Two checksums, because a damaged value costs that value only, while behind a damaged header
 * nothing can be found any more.
 */
final class ColdRecord {

  static final int HEADER = 52;

  private static final int MAGIC = 0x45564b42;
  private static final byte VERSION = 1;
  private static final byte CHAINED_VERSION = 2;
  private static final byte VALUE = 1;
  private static final byte TOMBSTONE = 2;
  private static final int CHECKED = 48;
  private static final int ABSENT = 1;
  private static final int FRAMED = 2;
  private static final int PACKED = 4;
  private static final int SEALED = 8;
  private static final int WIDE = 16;
  private static final int CHAINED = 32;

  /**
   * What stands at a place of a file, without its value.
   *
   * @param length of the whole record in bytes
   * @param checksum of the form and the seal, as written
   */
  record Header(
      boolean tombstone,
      CacheKey key,
      int layers,
      int names,
      int form,
      long cost,
      long freshUntil,
      long expiresAt,
      Optional<String> parent,
      int checksum,
      int length) {

    /** Whether all that is remembered is that there is nothing. */
    boolean absent() {
      return (layers & ABSENT) != 0;
    }
  }

  private ColdRecord() {}

  static byte[] value(SealedEntry wrapped) {
    StoredEntry entry = wrapped.entry();
    int layers =
        (entry.absent() ? ABSENT : 0)
            | (entry.framed() ? FRAMED : 0)
            | (entry.packed() ? PACKED : 0)
            | (wrapped.seal().length > 0 ? SEALED : 0)
            | (entry.parent().isPresent() ? CHAINED : 0);
    return record(VALUE, entry, layers, wrapped.seal());
  }

  /** Says that whatever was written before about the key is void. */
  static byte[] tombstone(CacheKey key) {
    StoredEntry nothing = new StoredEntry(key, Seals.NONE, false, false, false, 0, 0, 0);
    return record(TOMBSTONE, nothing, 0, Seals.NONE);
  }

  private static byte[] record(byte kind, StoredEntry entry, int layers, byte[] seal) {
    CacheKey key = entry.key();
    String before = entry.parent().orElse("");
    boolean narrow =
        narrow(key.tenant()) && narrow(key.namespace()) && narrow(key.key()) && narrow(before);
    byte[] tenant = bytes(key.tenant(), narrow);
    byte[] namespace = bytes(key.namespace(), narrow);
    byte[] name = bytes(key.key(), narrow);
    byte[] parent = bytes(before, narrow);
    int names = tenant.length + namespace.length + name.length + parent.length;
    byte[] form = entry.form();
    ByteBuffer out =
        ByteBuffer.allocate(HEADER + names + form.length + seal.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    byte version = (layers & CHAINED) == 0 ? VERSION : CHAINED_VERSION;
    out.putInt(MAGIC).put(version).put(kind).put((byte) (layers | (narrow ? 0 : WIDE)));
    out.put((byte) 0);
    out.putShort((short) tenant.length).putShort((short) namespace.length);
    out.putShort((short) name.length).putShort((short) parent.length);
    out.putInt(form.length).putLong(entry.cost());
    out.putLong(entry.freshUntil()).putLong(entry.expiresAt());
    out.position(HEADER);
    out.put(tenant).put(namespace).put(name).put(parent).put(form).put(seal);
    byte[] record = out.array();
    out.putInt(CHECKED - 4, checksum(record, HEADER + names, record.length));
    out.putInt(CHECKED, headerChecksum(record, 0, names));
    return record;
  }

  /**
   * @param limit where the bytes end that were written
   * @throws UnreadableValueException if no intact header with all its names stands there
   */
  static Header header(byte[] bytes, int offset, int limit) {
    if (limit - offset < HEADER) {
      throw new UnreadableValueException("a record is shorter than its header");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, HEADER).slice().order(ByteOrder.LITTLE_ENDIAN);
    int kind = in.get(5);
    boolean known = in.get(4) == VERSION || in.get(4) == CHAINED_VERSION;
    if (in.getInt(0) != MAGIC || !known || (kind != VALUE && kind != TOMBSTONE)) {
      throw new UnreadableValueException("no record begins here");
    }
    int tenant = Short.toUnsignedInt(in.getShort(8));
    int namespace = Short.toUnsignedInt(in.getShort(10));
    int name = Short.toUnsignedInt(in.getShort(12));
    int parent = Short.toUnsignedInt(in.getShort(14));
    int names = tenant + namespace + name + parent;
    if (limit - offset < HEADER + names
        || in.getInt(CHECKED) != headerChecksum(bytes, offset, names)) {
      throw new UnreadableValueException("a record's header does not have its checksum");
    }
    int layers = in.get(6);
    boolean narrow = (layers & WIDE) == 0;
    int at = offset + HEADER;
    int form = in.getInt(16);
    int seal = (layers & SEALED) == 0 ? 0 : Seals.BYTES;
    long length = (long) HEADER + names + form + seal;
    if (form < 0 || length > Integer.MAX_VALUE) {
      throw new UnreadableValueException("a record says that it is " + length + " bytes long");
    }
    try {
      CacheKey key =
          new CacheKey(
              text(bytes, at, tenant, narrow),
              text(bytes, at + tenant, namespace, narrow),
              text(bytes, at + tenant + namespace, name, narrow));
      return new Header(
          kind == TOMBSTONE,
          key,
          layers,
          names,
          form,
          in.getLong(20),
          in.getLong(28),
          in.getLong(36),
          (layers & CHAINED) == 0
              ? Optional.empty()
              : Optional.of(text(bytes, at + names - parent, parent, narrow)),
          in.getInt(44),
          (int) length);
    } catch (IllegalArgumentException e) {
      throw new UnreadableValueException("a record has no key", e);
    }
  }

  /** What a header that may be cut off or damaged says of the length of its names, in bytes. */
  static int names(byte[] bytes, int offset) {
    if (bytes.length - offset < HEADER) {
      return 0;
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, HEADER).slice().order(ByteOrder.LITTLE_ENDIAN);
    return in.getInt(0) != MAGIC
        ? 0
        : Short.toUnsignedInt(in.getShort(8))
            + Short.toUnsignedInt(in.getShort(10))
            + Short.toUnsignedInt(in.getShort(12))
            + Short.toUnsignedInt(in.getShort(14));
  }

  /** Whether the value behind a header is as it was written. */
  static boolean intact(byte[] bytes, int offset, Header header) {
    int payload = offset + HEADER + header.names();
    return header.checksum() == checksum(bytes, payload, offset + header.length());
  }

  /**
   * @param record from its first byte to its last
   * @throws UnreadableValueException if it is not an intact value
   */
  static SealedEntry read(byte[] record) {
    Header header = header(record, 0, record.length);
    if (header.tombstone() || header.length() != record.length || !intact(record, 0, header)) {
      throw new UnreadableValueException("a record does not have the checksum it was kept with");
    }
    int at = HEADER + header.names();
    byte[] form = Arrays.copyOfRange(record, at, at + header.form());
    byte[] seal = Arrays.copyOfRange(record, at + header.form(), record.length);
    StoredEntry entry =
        new StoredEntry(
            header.key(),
            form,
            header.absent(),
            (header.layers() & FRAMED) != 0,
            (header.layers() & PACKED) != 0,
            header.cost(),
            header.freshUntil(),
            header.expiresAt(),
            header.parent());
    return new SealedEntry(entry, seal);
  }

  private static int headerChecksum(byte[] bytes, int offset, int names) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, offset, CHECKED);
    crc.update(bytes, offset + HEADER, names);
    return (int) crc.getValue();
  }

  private static int checksum(byte[] bytes, int from, int to) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, to - from);
    return (int) crc.getValue();
  }

  private static boolean narrow(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xFF) {
        return false;
      }
    }
    return true;
  }

  /** Not with an encoder of UTF-16: it would make one of all unpaired surrogates. */
  private static byte[] bytes(String text, boolean narrow) {
    if (narrow) {
      return text.getBytes(ISO_8859_1);
    }
    ByteBuffer wide = ByteBuffer.allocate(2 * text.length());
    text.chars().forEach(each -> wide.putChar((char) each));
    return wide.array();
  }

  private static String text(byte[] bytes, int at, int length, boolean narrow) {
    return narrow
        ? new String(bytes, at, length, ISO_8859_1)
        : ByteBuffer.wrap(bytes, at, length).asCharBuffer().toString();
  }
}
