package io.blatam.kvcache.device;

/**
 * Something to do on whichever device. Done again elsewhere if a device fails, so it must not have
 * effects beside its result.
 *
 * @param name for messages and metrics, such as {@code quantize}
 * @param bytes of a device's memory that it needs
 * @param gpuPace how many pieces of such work a GPU does while the CPU does one
 */
public record DeviceWork<T>(String name, long bytes, int gpuPace, Step<T> step) {

  /**
   * Of what goes over each byte once: to copy it takes most of the time (docs/cache-devices.md).
   */
  private static final int PASSING_PACE = 2;

  /** Of searches, up to 25 times as fast with the rows copied, 250 where they stay. */
  private static final int SEARCHING_PACE = 25;

  /** May throw {@link DeviceException}. */
  public interface Step<T> {
    T on(Device device);
  }

  /** Work that goes over each byte once. */
  public static <T> DeviceWork<T> passing(String name, long bytes, Step<T> step) {
    return new DeviceWork<>(name, bytes, PASSING_PACE, step);
  }

  static <T> DeviceWork<T> searching(String name, long bytes, Step<T> step) {
    return new DeviceWork<>(name, bytes, SEARCHING_PACE, step);
  }
}
