package io.blatam.kvcache.device;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.ExtensionId;
import io.blatam.kvcache.settings.DeviceSettings;

/** Makes the one {@link LocalDevicePool} of an actor system, when it is first asked for. */
public final class DevicePoolExtension extends ExtensionId<LocalDevicePool> {

  private static final DevicePoolExtension ID = new DevicePoolExtension();

  private DevicePoolExtension() {}

  public static LocalDevicePool of(ActorSystem<?> system) {
    return ID.apply(system);
  }

  @Override
  public LocalDevicePool createExtension(ActorSystem<?> system) {
    return new LocalDevicePool(
        system, DeviceSettings.from(system.settings().config()), CudaLibrary.find());
  }
}
