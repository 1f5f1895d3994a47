package io.blatam.inference.fingerprint;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * SHA-256 over named fields, whatever the order they were given in. Each text is preceded by its
 * length in bytes, which makes the encoding injective: different fields give different input to the
 * hash.
 */
final class CanonicalHash {

  private final Map<String, List<String>> fields = new TreeMap<>();

  /**
   * A field with one value; what an {@code Optional} prints as differs between absent and any
   * value.
   */
  CanonicalHash field(String name, Object value) {
    return field(name, List.of(value.toString()));
  }

  CanonicalHash field(String name, List<String> values) {
    if (fields.put(name, values) != null) {
      throw new IllegalStateException("field given twice: " + name);
    }
    return this;
  }

  String hex() {
    MessageDigest digest = DigestUtils.getSha256Digest();
    fields.forEach(
        (name, values) -> {
          write(digest, name);
          digest.update(ByteBuffer.allocate(4).putInt(values.size()).flip());
          values.forEach(value -> write(digest, value));
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void write(MessageDigest digest, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
    digest.update(bytes);
  }
}
