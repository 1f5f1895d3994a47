package io.blatam.kvcache.device;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Opens this machine's GPUs for a caller of its own, as a benchmark is; the pool has its actors.
 */
public final class Gpus {

  private Gpus() {}

  /**
   * Each is to be used by one thread, and to be closed.
   *
   * @param memory bytes that kept blocks may take on each
   * @throws DeviceException if one is there but does not work
   */
  public static List<Device> open(long memory) {
    return CudaLibrary.find()
        .driver()
        .map(
            driver ->
                IntStream.range(0, driver.devices())
                    .mapToObj(device -> open(driver, device, memory))
                    .toList())
        .orElse(List.of());
  }

  /** Why there is none; empty if there is one. */
  public static String absence() {
    return CudaLibrary.find().absence();
  }

  static String name(int device) {
    return "gpu" + device;
  }

  static Device open(CudaDriver driver, int device, long memory) {
    String name = name(device);
    try {
      return loaded(name + " " + driver.name(device), driver.open(device), memory);
    } catch (CudaException | LinkageError e) {
      throw DeviceException.lost(name + ": " + e.getMessage(), e);
    }
  }

  /** Whoever does not get the device can not close its context, and a context takes memory. */
  private static Device loaded(String name, CudaContext context, long memory) {
    try {
      context.load(KernelSource.ptx());
      return new GpuDevice(name, context, memory);
    } catch (CudaException | LinkageError e) {
      close(context, e);
      throw e;
    }
  }

  private static void close(CudaContext context, Throwable because) {
    try {
      context.close();
    } catch (CudaException e) {
      because.addSuppressed(e);
    }
  }
}
