package io.blatam.kvcache.http;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.shard.EntryLine;
import io.blatam.platform.http.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A place in the list of entries, as text that says nothing: a page may end at a key of a namespace
 * that its reader may not read. AES-GCM (NIST SP 800-38D) with a key that all nodes share, so any
 * node goes on where another stopped. Thread-safe.
 */
final class EntryCursor {

  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final String SEPARATOR = "\u0000";
  private static final int PARTS = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param key 32 bytes
   */
  EntryCursor(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  String text(EntryLine line) {
    String place =
        String.join(
            SEPARATOR,
            Integer.toString(line.segment()),
            line.key().tenant(),
            line.key().namespace(),
            line.key().key());
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(place.getBytes(StandardCharsets.UTF_8));
      byte[] whole =
          ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  EntryLine parse(String cursor) {
    try {
      ByteBuffer whole = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
      if (whole.remaining() > NONCE_BYTES) {
        byte[] nonce = new byte[NONCE_BYTES];
        byte[] sealed = new byte[whole.remaining() - NONCE_BYTES];
        whole.get(nonce).get(sealed);
        String place =
            new String(cipher(Cipher.DECRYPT_MODE, nonce).doFinal(sealed), StandardCharsets.UTF_8);
        String[] parts = place.split(SEPARATOR, PARTS);
        return EntryLine.place(
            Integer.parseInt(parts[0]), new CacheKey(parts[1], parts[2], parts[3]));
      }
    } catch (IllegalArgumentException | GeneralSecurityException e) {
      // said below, as for one that is too short
    }
    throw Problem.validation("cursor", "is not one that a page before gave as 'next'")
        .asException();
  }

  private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }
}
