package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import io.blatam.platform.StartupException;

/**
 * {@code blatam.kvcache.devices}; every component is explained beside its key in {@code
 * reference.conf}.
 */
public record DeviceSettings(Gpus gpus, int maxQueue, long memory, long offloadFrom) {

  /** Whether GPUs are used. */
  public enum Gpus {
    /** Those that there are. */
    AUTO,
    /** None. */
    OFF,
    /** At least one, or the node does not start. */
    REQUIRED
  }

  public DeviceSettings {
    require(maxQueue >= 1, "max-queue", "at least 1", maxQueue);
    require(memory >= 0, "memory", "0 or more", memory);
    require(offloadFrom >= 0, "offload-from", "0 or more", offloadFrom);
  }

  /**
   * @param root the actor system's whole configuration
   * @throws StartupException naming the key that does not fit
   */
  public static DeviceSettings from(Config root) {
    Config config = root.getConfig("blatam.kvcache.devices");
    return new DeviceSettings(
        gpus(config.getString("enabled")),
        config.getInt("max-queue"),
        config.getBytes("memory"),
        config.getBytes("offload-from"));
  }

  private static Gpus gpus(String name) {
    return EnumSetting.find(Gpus.class, name)
        .orElseThrow(
            () ->
                new StartupException(
                    "blatam.kvcache.devices.enabled: must be auto, off or required, not " + name));
  }

  private static void require(boolean holds, String key, String what, Object actual) {
    StartupException.require(holds, "blatam.kvcache.devices." + key, what, actual);
  }
}
