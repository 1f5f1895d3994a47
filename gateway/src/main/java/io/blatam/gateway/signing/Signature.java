package io.blatam.gateway.signing;

import io.blatam.platform.http.Problem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * What the Authorization header of a signed request says.
 *
 * <pre>
 * Authorization: Blatam-HMAC-SHA256 key=…, timestamp=…, nonce=…, signature=…
 * </pre>
 *
 * @param timestamp when it was signed; whole seconds
 * @param nonce 16 to 64 letters, digits, {@code -} or {@code _} that the key never used before
 * @param hex HMAC-SHA256 of {@link #content} with the key's secret, 64 hexadecimal digits
 */
record Signature(String key, Instant timestamp, String nonce, String hex) {

  static final String SCHEME = "Blatam-HMAC-SHA256";

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{8,64}");
  private static final Pattern NONCE = Pattern.compile("[A-Za-z0-9_-]{16,64}");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

  static boolean isSignature(String authorization) {
    return authorization.regionMatches(true, 0, SCHEME + " ", 0, SCHEME.length() + 1);
  }

  /**
   * @throws io.blatam.platform.http.ProblemException (401) that names the part to mend
   */
  static Signature of(String authorization) {
    Map<String, String> parts = new HashMap<>();
    for (String part : authorization.substring(SCHEME.length()).split(",")) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length != 2 || parts.put(pair[0], pair[1]) != null) {
        throw refused("the Authorization header is not a list of name=value, each once");
      }
    }
    try {
      return new Signature(
          part(parts, "key", KEY),
          Instant.ofEpochSecond(Long.parseLong(part(parts, "timestamp", SECONDS))),
          part(parts, "nonce", NONCE),
          part(parts, "signature", HEX));
    } catch (DateTimeException e) {
      throw refused("timestamp must be seconds since 1970");
    }
  }

  private static String part(Map<String, String> parts, String name, Pattern pattern) {
    String value = parts.getOrDefault(name, "");
    if (!pattern.matcher(value).matches()) {
      throw refused(name + " must match " + pattern);
    }
    return value;
  }

  static RuntimeException refused(String why) {
    return Problem.unauthorized(
            "The signed request is refused: "
                + why
                + ". See 'Signed requests' in the API reference at /docs.")
        .asException();
  }

  /**
   * What is signed: six lines, so that none of them can run into the next.
   *
   * @param target path and query as in the request line
   */
  String content(String method, String target, byte[] body) {
    return String.join(
        "\n",
        SCHEME,
        method,
        target,
        DigestUtils.sha256Hex(body),
        Long.toString(timestamp.getEpochSecond()),
        nonce);
  }

  /** Compared in constant time. */
  boolean signs(String content, String secret) {
    return MessageDigest.isEqual(hmac(secret, content), HexFormat.of().parseHex(hex));
  }

  static byte[] hmac(String secret, String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
      return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", e);
    }
  }
}
