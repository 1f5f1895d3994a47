package io.blatam.kvcache.tier;

import io.blatam.kvcache.api.CacheKey;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over everything that an entry says: its key, its form and how to read it, its cost
 * and its end. So a value can not be changed, made to live longer or be given to another key. What
 * a seal can not tell is that an older entry of the same key was put back in its place. Not
 * thread-safe.
 */
public final class Seals {

  static final int BYTES = 32;
  static final byte[] NONE = new byte[0];

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  /**
   * @param key any number of bytes; 32 are enough
   */
  public Seals(byte[] key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  byte[] seal(StoredEntry entry) {
    CacheKey key = entry.key();
    part(key.tenant());
    part(key.namespace());
    part(key.key());
    entry.parent().ifPresent(this::part);
    int layers =
        (entry.absent() ? 1 : 0)
            | (entry.framed() ? 2 : 0)
            | (entry.packed() ? 4 : 0)
            | (entry.parent().isPresent() ? 8 : 0);
    mac.update(
        ByteBuffer.allocate(29)
            .put((byte) layers)
            .putLong(entry.cost())
            .putLong(entry.freshUntil())
            .putLong(entry.expiresAt())
            .putInt(entry.form().length)
            .flip());
    return mac.doFinal(entry.form());
  }

  boolean holds(StoredEntry entry, byte[] seal) {
    return MessageDigest.isEqual(seal(entry), seal);
  }

  /** With its length in front, so that no two lists of parts are the same bytes. */
  private void part(String text) {
    ByteBuffer part = ByteBuffer.allocate(4 + 2 * text.length()).putInt(text.length());
    // Not with an encoder of UTF-16: it would make one of all unpaired surrogates.
    text.chars().forEach(each -> part.putChar((char) each));
    mac.update(part.flip());
  }
}
