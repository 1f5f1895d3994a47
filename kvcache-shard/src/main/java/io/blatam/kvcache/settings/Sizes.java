package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;

/** Sizes in bytes of what has to fit into one array. */
final class Sizes {

  private Sizes() {}

  /**
   * @param path where {@code config} stands in the whole configuration
   * @throws StartupException naming the key, where it is more than 2 GiB
   */
  static int ofArray(Config config, String path, String key) {
    long bytes = config.getBytes(key);
    StartupException.require(
        bytes <= Integer.MAX_VALUE, path + "." + key, "less than 2 GiB", bytes);
    return (int) bytes;
  }
}
