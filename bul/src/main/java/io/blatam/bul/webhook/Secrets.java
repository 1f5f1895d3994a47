package io.blatam.bul.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook's secrets and what they sign, as Standard Webhooks 1.0 has it: {@code HMAC-SHA256} over
 * {@code id.timestamp.body}, in Base64, behind {@code v1,}. Secrets are not stored: each follows
 * from the webhook's id, its generation and the installation's own secret. Thread-safe.
 */
final class Secrets {

  private static final String PREFIX = "whsec_";

  private final byte[] installation;

  /**
   * @param installation 32 bytes that no one else knows
   */
  public Secrets(byte[] installation) {
    this.installation = installation.clone();
  }

  /** What a receiver is given: {@code whsec_} and 32 bytes in Base64. */
  String of(Webhook webhook) {
    return PREFIX + Base64.getEncoder().encodeToString(key(webhook, webhook.generation()));
  }

  /**
   * The signature header: one signature, and for a while after a rotation one by the secret before,
   * with a space between them.
   */
  String sign(Webhook webhook, String eventId, Instant at, byte[] body, Duration overlap) {
    List<String> signatures = new ArrayList<>();
    signatures.add(signature(key(webhook, webhook.generation()), eventId, at, body));
    if (webhook.generation() > 1 && at.isBefore(webhook.rotatedAt().plus(overlap))) {
      signatures.add(signature(key(webhook, webhook.generation() - 1), eventId, at, body));
    }
    return String.join(" ", signatures);
  }

  private byte[] key(Webhook webhook, int generation) {
    return hmac(installation, bytes(webhook.id() + " " + generation));
  }

  static String signature(byte[] key, String eventId, Instant at, byte[] body) {
    byte[] head = bytes(eventId + "." + at.getEpochSecond() + ".");
    byte[] content = new byte[head.length + body.length];
    System.arraycopy(head, 0, content, 0, head.length);
    System.arraycopy(body, 0, content, head.length, body.length);
    return "v1," + Base64.getEncoder().encodeToString(hmac(key, content));
  }

  private static byte[] hmac(byte[] key, byte[] content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(content);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HMAC-SHA256", impossible);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
