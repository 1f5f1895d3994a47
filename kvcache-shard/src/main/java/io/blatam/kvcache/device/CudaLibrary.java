package io.blatam.kvcache.device;

import java.util.Optional;

/**
 * Looks once whether this process can use CUDA, and remembers: without the driver's library the
 * first touch throws {@code UnsatisfiedLinkError}, every later one {@code NoClassDefFoundError}.
 *
 * @param driver empty if there is none
 * @param absence why not, in a sentence's part; empty if there is one
 */
record CudaLibrary(Optional<CudaDriver> driver, String absence) {

  private static final class Found {
    static final CudaLibrary LIBRARY = look();
  }

  static CudaLibrary find() {
    return Found.LIBRARY;
  }

  static CudaLibrary of(CudaDriver driver) {
    return driver.devices() == 0
        ? absent("the CUDA driver knows no GPU")
        : new CudaLibrary(Optional.of(driver), "");
  }

  static CudaLibrary absent(String why) {
    return new CudaLibrary(Optional.empty(), why);
  }

  private static CudaLibrary look() {
    try {
      return of(new JCudaDriver());
    } catch (LinkageError e) {
      return absent("the CUDA driver's library (libcuda.so.1) or JCuda can not be loaded");
    } catch (CudaException e) {
      return absent(e.getMessage());
    }
  }
}
