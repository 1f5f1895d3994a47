package io.blatam.kvcache.tier;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;

/**
 * Settings that a namespace can not have where a store stands behind it. They are refused rather
 * than passed over in silence: an operator who asks for seals would believe that there are some.
 */
final class StoreConflicts {

  private static final String QUANTIZATION = "codec.quantization";

  private StoreConflicts() {}

  /**
   * @param own what the namespace says for itself
   * @param all the same with what it leaves out
   * @param path of the namespace's settings
   * @throws StartupException naming the key that does not fit
   */
  static void require(Config own, Config all, String path) {
    requireOff(own, path + ".hmac", "hmac", "what a store keeps is not sealed");
    requireOff(own, path + ".deduplicate", "deduplicate", "nothing is kept below memory");
    String quantization = all.getString(QUANTIZATION);
    StartupException.require(
        quantization.equals("none"),
        path + "." + QUANTIZATION,
        "none where write is not aside (the store keeps the exact value, so a read would give now that, now the other)",
        quantization);
  }

  private static void requireOff(Config own, String path, String key, String why) {
    StartupException.require(
        !own.hasPath(key) || !own.getBoolean(key),
        path,
        "off where write is not aside (" + why + ")",
        "on");
  }
}
