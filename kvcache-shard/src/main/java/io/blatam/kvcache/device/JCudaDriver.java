package io.blatam.kvcache.device;

import static jcuda.driver.JCudaDriver.cuDeviceGet;
import static jcuda.driver.JCudaDriver.cuDeviceGetCount;
import static jcuda.driver.JCudaDriver.cuDeviceGetName;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRetain;
import static jcuda.driver.JCudaDriver.cuInit;

import java.nio.charset.StandardCharsets;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUresult;

/** CUDA's driver API through JCuda. */
final class JCudaDriver implements CudaDriver {

  private static final int NAME_BYTES = 256;

  /**
   * @throws LinkageError if the driver's library or JCuda's own is not there
   */
  JCudaDriver() {
    check("cuInit", cuInit(0));
  }

  static void check(String call, int result) {
    if (result != CUresult.CUDA_SUCCESS) {
      throw new CudaException(call, result, CUresult.stringFor(result));
    }
  }

  @Override
  public int devices() {
    int[] count = new int[1];
    check("cuDeviceGetCount", cuDeviceGetCount(count));
    return count[0];
  }

  @Override
  public String name(int device) {
    byte[] name = new byte[NAME_BYTES];
    check("cuDeviceGetName", cuDeviceGetName(name, name.length, get(device)));
    int length = 0;
    while (length < name.length && name[length] != 0) {
      length++;
    }
    return new String(name, 0, length, StandardCharsets.US_ASCII);
  }

  @Override
  public CudaContext open(int device) {
    CUdevice opened = get(device);
    CUcontext context = new CUcontext();
    check("cuDevicePrimaryCtxRetain", cuDevicePrimaryCtxRetain(context, opened));
    return new JCudaContext(opened, context);
  }

  private static CUdevice get(int device) {
    CUdevice found = new CUdevice();
    check("cuDeviceGet", cuDeviceGet(found, device));
    return found;
  }
}
