package io.blatam.bul.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretsTest {

  private static final Instant ROTATED = Instant.parse("2026-11-26T08:00:00Z");
  private static final byte[] BODY = "{}".getBytes(UTF_8);
  private final Secrets secrets = new Secrets(new byte[32]);

  private static Webhook webhook(String id, int generation) {
    return new Webhook(
        id,
        "acme",
        "https://hooks.example.com",
        Set.of(),
        "",
        true,
        Optional.empty(),
        generation,
        ROTATED,
        "ana",
        ROTATED);
  }

  /** The example that the Standard Webhooks specification gives. */
  @Test
  void signature_exampleOfTheSpecification() {
    assertThat(
            Secrets.signature(
                Base64.getDecoder().decode("plJ3nmyCDGBKInavdOK15jsl"),
                "msg_loFOjxBNrRLzqYUf",
                Instant.ofEpochSecond(1731705121),
                "{\"event_type\":\"ping\",\"data\":{\"success\":true}}".getBytes(UTF_8)))
        .isEqualTo("v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
  }

  @Test
  void of_eachWebhookAndGenerationHasItsOwn() {
    assertThat(
            Set.of(
                secrets.of(webhook("a", 1)),
                secrets.of(webhook("a", 2)),
                secrets.of(webhook("b", 1)),
                new Secrets("x".repeat(32).getBytes(UTF_8)).of(webhook("a", 1))))
        .hasSize(4)
        .allMatch(secret -> secret.matches("whsec_[A-Za-z0-9+/]{43}="));
    assertThat(secrets.of(webhook("a", 1))).isEqualTo(secrets.of(webhook("a", 1)));
  }

  @Test
  void sign_afterRotation_bothForAWhile() {
    Duration day = Duration.ofDays(1);
    String before = secrets.sign(webhook("a", 1), "evt", ROTATED, BODY, day);

    assertThat(before.split(" ")).hasSize(1);
    assertThat(secrets.sign(webhook("a", 2), "evt", ROTATED, BODY, day).split(" "))
        .hasSize(2)
        .contains(before);
    assertThat(secrets.sign(webhook("a", 2), "evt", ROTATED.plus(day), BODY, day).split(" "))
        .hasSize(1);
  }
}
