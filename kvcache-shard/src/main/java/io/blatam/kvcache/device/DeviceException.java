package io.blatam.kvcache.device;

/** A device could not do its work; another one may. */
public final class DeviceException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean lost;

  private DeviceException(String message, boolean lost, Throwable cause) {
    super(message, cause);
    this.lost = lost;
  }

  /** This work was too much for it; the next may not be. */
  static DeviceException outOfMemory(String message, Throwable cause) {
    return new DeviceException(message, false, cause);
  }

  /** It can not be relied on any more. */
  static DeviceException lost(String message, Throwable cause) {
    return new DeviceException(message, true, cause);
  }

  /** Whether the device is to get no more work. */
  public boolean isLost() {
    return lost;
  }
}
