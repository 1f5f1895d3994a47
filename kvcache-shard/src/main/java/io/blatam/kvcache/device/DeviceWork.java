package io.blatam.kvcache.device;

/**
 * Something to do on whichever device. Done again elsewhere if a device fails, so it must not have
 * effects beside its result.
 *
 * @param name for messages and metrics, such as {@code quantize}
 * @param bytes of a device's memory that it needs
 */
public record DeviceWork<T>(String name, long bytes, Step<T> step) {

  /** May throw {@link DeviceException}. */
  public interface Step<T> {
    T on(Device device);
  }
}
