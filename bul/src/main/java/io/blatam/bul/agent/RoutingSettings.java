package io.blatam.bul.agent;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;

/**
 * What {@code blatam.bul.routing} says, read once.
 *
 * @param askBelow confidence in the document type below which is asked, 0 to 1
 */
public record RoutingSettings(double askBelow) {
  private static final String PATH = "blatam.bul.routing";

  public RoutingSettings {
    StartupException.require(
        askBelow >= 0 && askBelow <= 1, PATH + ".ask-below", "between 0 and 1", askBelow);
  }

  public static RoutingSettings of(Config config) {
    return new RoutingSettings(config.getDouble(PATH + ".ask-below"));
  }
}
