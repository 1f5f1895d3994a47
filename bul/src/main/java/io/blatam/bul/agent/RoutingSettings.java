package io.blatam.bul.agent;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;

/**
 * What {@code blatam.bul.routing} says, read once.
 *
 * @param askBelow confidence in the document type below which is asked, 0 to 1
 * @param elsewhereUpTo likelihood that the ask is for none of the types, or for any of them, above
 *     which is asked however likely the best type is, 0 to 1
 */
public record RoutingSettings(double askBelow, double elsewhereUpTo) {
  private static final String PATH = "blatam.bul.routing";

  public RoutingSettings {
    StartupException.require(
        askBelow >= 0 && askBelow <= 1, PATH + ".ask-below", "between 0 and 1", askBelow);
    StartupException.require(
        elsewhereUpTo >= 0 && elsewhereUpTo <= 1,
        PATH + ".elsewhere-up-to",
        "between 0 and 1",
        elsewhereUpTo);
  }

  public static RoutingSettings of(Config config) {
    return new RoutingSettings(
        config.getDouble(PATH + ".ask-below"), config.getDouble(PATH + ".elsewhere-up-to"));
  }
}
