package io.blatam.benchmarks.devices;

import io.blatam.benchmarks.devices.Operation.Result;
import io.blatam.kvcache.codec.ValueCodec;
import io.blatam.kvcache.device.CpuDevice;
import io.blatam.kvcache.device.Device;
import io.blatam.kvcache.device.DeviceException;
import io.blatam.kvcache.device.Gpus;
import java.util.List;
import java.util.Locale;

/**
 * Every operation on the CPU and on each GPU, copies to the GPU and back included, since that is
 * what a caller pays. Results have to be the CPU's: the same bits, cosines within 10^-5.
 */
public final class DeviceBench {

  private static final int ROUNDS = 15;
  private static final int BYTES = 8 << 20;
  private static final int CHANNELS = 128;
  private static final long MEMORY = 1L << 30;

  private DeviceBench() {}

  /**
   * @return the exit code: 0 unless a GPU does not work or gives other results than the CPU
   */
  public static int run() {
    List<Device> gpus;
    try {
      gpus = Gpus.open(MEMORY);
    } catch (DeviceException e) {
      System.out.println("A GPU was found that does not work: " + e.getMessage());
      return 1;
    }
    System.out.printf(
        "one thread with %s loops; %d MiB; best of %d rounds, GB/s of value%n",
        ValueCodec.loops(), BYTES >> 20, ROUNDS);
    System.out.printf("%-18s %-20s %8s", "operation", "data", "cpu");
    gpus.forEach(gpu -> System.out.printf("  %24s", gpu.name()));
    System.out.println();
    int different = 0;
    for (Operation<?> operation : Operation.all(BYTES, CHANNELS)) {
      different += row(operation, gpus);
    }
    gpus.forEach(Device::close);
    if (gpus.isEmpty()) {
      System.out.println("No GPU was found, these are the CPU's figures alone: " + Gpus.absence());
    } else {
      System.out.println(
          different == 0
              ? "GPU results are the CPU's: met"
              : "GPU results are the CPU's: MISSED in " + different + " rows");
    }
    return different == 0 ? 0 : 1;
  }

  /** Prints it; how many GPUs had another result. */
  private static <T> int row(Operation<T> operation, List<Device> gpus) {
    Result<T> cpu = operation.measure(new CpuDevice(), ROUNDS);
    System.out.printf(
        Locale.ROOT,
        "%-18s %-20s %8.2f",
        operation.name(),
        operation.data(),
        cpu.gigabytesPerSecond());
    int different = 0;
    for (Device gpu : gpus) {
      Result<T> result = operation.measure(gpu, ROUNDS);
      boolean same = operation.same().test(cpu.result(), result.result());
      different += same ? 0 : 1;
      System.out.printf(
          Locale.ROOT, "  %14.2f %9s", result.gigabytesPerSecond(), same ? "same" : "DIFFERENT");
    }
    System.out.println();
    return different;
  }
}
