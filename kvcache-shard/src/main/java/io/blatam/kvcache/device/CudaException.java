package io.blatam.kvcache.device;

/** A call of the CUDA driver that did not succeed. */
final class CudaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** CUDA_ERROR_OUT_OF_MEMORY. */
  static final int OUT_OF_MEMORY = 2;

  private final int code;

  /**
   * @param call the driver's function
   * @param code a CUresult other than 0
   * @param name what the driver calls that code
   */
  CudaException(String call, int code, String name) {
    super(call + " gave " + name + " (" + code + ")");
    this.code = code;
  }

  boolean isOutOfMemory() {
    return code == OUT_OF_MEMORY;
  }
}
