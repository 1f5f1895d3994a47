package io.blatam.kvcache.device;

/**
 * The few things that are asked of CUDA's driver, so that tests can stand in for it. Thread-safe.
 */
interface CudaDriver {

  int devices();

  String name(int device);

  /**
   * @param ptx the kernels, as text
   * @throws CudaException if the device is not to be had or its driver does not take the kernels
   */
  CudaContext open(int device, byte[] ptx);
}
