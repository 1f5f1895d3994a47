package io.blatam.kvcache.device;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which device gets a piece of work: among those that work, have a place in their queue and room in
 * their memory, the one where it is done first. Pure.
 *
 * @param places in a device's queue
 * @param offloadFrom bytes; smaller work goes to the CPU as long as that has a place, since copying
 *     it to a GPU and back would take longer than doing it
 */
record Balance(int places, long offloadFrom) {

  /**
   * @param tried devices that failed at this work
   */
  Optional<DeviceLoad> choose(
      List<DeviceLoad> devices, DeviceWork<?> work, Predicate<DeviceLoad> tried) {
    boolean small = work.bytes() < offloadFrom;
    return devices.stream()
        .filter(device -> device.works() && !tried.test(device))
        .filter(device -> device.queued() < places)
        .filter(device -> !device.isGpu() || device.freeBytes() >= work.bytes())
        .min(
            Comparator.<DeviceLoad>comparingInt(device -> small && device.isGpu() ? 1 : 0)
                .thenComparingInt(device -> wait(device, work.gpuPace()))
                .thenComparing(Comparator.comparingLong(DeviceLoad::freeBytes).reversed()));
  }

  /** Until the work would be done, in units of a GPU's pace. */
  private static int wait(DeviceLoad device, int gpuPace) {
    return (device.queued() + 1) * (device.isGpu() ? 1 : gpuPace);
  }
}
