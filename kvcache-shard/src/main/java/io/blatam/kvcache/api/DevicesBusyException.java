package io.blatam.kvcache.api;

/** All devices that could do the work have full queues. */
public final class DevicesBusyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DevicesBusyException(String work) {
    super("no device has room in its queue for " + work + "; try again later");
  }
}
