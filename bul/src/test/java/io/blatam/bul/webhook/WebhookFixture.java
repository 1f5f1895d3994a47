package io.blatam.bul.webhook;

import com.typesafe.config.ConfigFactory;

/** Settings as tests need them. */
final class WebhookFixture {

  private WebhookFixture() {}

  /** The shipped settings, and what is said here above them. */
  static WebhookSettings settings(String hocon) {
    return WebhookSettings.of(
        ConfigFactory.parseString(hocon)
            .withFallback(ConfigFactory.parseResources("reference.conf"))
            .withFallback(ConfigFactory.defaultReferenceUnresolved())
            .resolve());
  }
}
