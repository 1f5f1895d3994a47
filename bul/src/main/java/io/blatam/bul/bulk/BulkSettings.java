package io.blatam.bul.bulk;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;
import java.time.Duration;

/**
 * What {@code blatam.bul.bulk} says, read once.
 *
 * @param rows how many briefs one bulk may have
 * @param inQueue rows of one bulk that are in the queue at once; the others wait outside
 * @param every how often waiting rows are looked at when nobody says that there is room
 */
record BulkSettings(int rows, int inQueue, Duration every) {

  public BulkSettings {
    StartupException.require(
        rows >= 1 && rows <= 10_000, "blatam.bul.bulk.rows", "from 1 to 10000", rows);
    StartupException.require(inQueue >= 1, "blatam.bul.bulk.in-queue", "at least 1", inQueue);
    StartupException.require(
        !every.isZero() && !every.isNegative(), "blatam.bul.bulk.every", "more than 0", every);
  }

  public static BulkSettings of(Config config) {
    Config bulk = config.getConfig("blatam.bul.bulk");
    return new BulkSettings(
        bulk.getInt("rows"), bulk.getInt("in-queue"), bulk.getDuration("every"));
  }
}
