package io.blatam.kvcache.device;

/**
 * The few things that are asked of CUDA's driver, so that tests can stand in for it. Thread-safe.
 */
interface CudaDriver {

  int devices();

  String name(int device);

  /**
   * @return without kernels; to be closed
   * @throws CudaException if the device is not to be had
   */
  CudaContext open(int device);
}
