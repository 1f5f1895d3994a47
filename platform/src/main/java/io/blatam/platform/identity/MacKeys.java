package io.blatam.platform.identity;

import io.blatam.platform.StartupException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys for message authentication codes, all derived from one secret that is made at first start:
 * {@code HMAC-SHA256(secret, purpose)}, the expand step of HKDF (RFC 5869) for one block.
 * Thread-safe.
 */
final class MacKeys {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int BYTES = 32;

  private final byte[] secret;

  private MacKeys(byte[] secret) {
    this.secret = secret;
  }

  static MacKeys load(Secrets secrets) {
    String text = secrets.readOrCreate("mac-secret", MacKeys::fresh);
    try {
      byte[] secret = Base64.getDecoder().decode(text.strip());
      if (secret.length == BYTES) {
        return new MacKeys(secret);
      }
    } catch (IllegalArgumentException e) {
      // said below, as for a secret of another length
    }
    throw new StartupException(
        "the secret mac-secret (a file in the secrets folder; in a cluster, a row of shared_secret) is not 32 bytes in Base64; restore it, or remove it to have a new one made (what was signed with it is void then)");
  }

  byte[] of(String purpose) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(new byte[] {1});
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }

  private static String fresh() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }
}
