package io.blatam.kvcache.store;

import io.blatam.kvcache.api.CacheKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Keys as bytes in Java's modified UTF-8: what people write looks like UTF-8, and unlike in UTF-8
 * no two keys become the same bytes, not even with lone surrogates, which binary keys of Redis
 * clients may not have but callers in Java may.
 */
final class KeyBytes {

  private static final int LENGTH = 2;

  private KeyBytes() {}

  static byte[] of(CacheKey key) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(LENGTH + key.key().length());
      new DataOutputStream(bytes).writeUTF(key.key());
      byte[] prefixed = bytes.toByteArray();
      return Arrays.copyOfRange(prefixed, LENGTH, prefixed.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CacheKey key(String tenant, String namespace, byte[] bytes) {
    byte[] prefixed = new byte[LENGTH + bytes.length];
    prefixed[0] = (byte) (bytes.length >> 8);
    prefixed[1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, prefixed, LENGTH, bytes.length);
    try {
      String key = new DataInputStream(new ByteArrayInputStream(prefixed)).readUTF();
      return new CacheKey(tenant, namespace, key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
