package io.blatam.gateway.signing;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;

/**
 * What {@code blatam.gateway.signing} says, read once; the keys are explained there.
 *
 * @param maxBodyBytes bytes of all bodies together that are held until their signature is checked
 */
public record SigningSettings(
    Duration window, Duration bodyTimeout, long maxBodyBytes, int keysPerAccount) {

  public SigningSettings {
    if (window.compareTo(Duration.ofSeconds(1)) < 0 || window.compareTo(Duration.ofHours(1)) > 0) {
      throw new StartupException("blatam.gateway.signing.window must be 1 s to 1 h, not " + window);
    }
    if (keysPerAccount < 1) {
      throw new StartupException("blatam.gateway.signing.keys-per-account must be at least 1");
    }
  }

  /**
   * @param gateway the section {@code blatam.gateway}
   */
  public static SigningSettings of(Config gateway) {
    Config signing = gateway.getConfig("signing");
    return new SigningSettings(
        signing.getDuration("window"),
        signing.getDuration("body-timeout"),
        signing.getBytes("max-body-bytes"),
        signing.getInt("keys-per-account"));
  }
}
