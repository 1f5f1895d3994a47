package io.blatam.kvcache.device;

import static io.blatam.kvcache.device.JCudaDriver.check;
import static jcuda.driver.JCudaDriver.cuCtxSetCurrent;
import static jcuda.driver.JCudaDriver.cuDevicePrimaryCtxRelease;
import static jcuda.driver.JCudaDriver.cuLaunchKernel;
import static jcuda.driver.JCudaDriver.cuMemAlloc;
import static jcuda.driver.JCudaDriver.cuMemFree;
import static jcuda.driver.JCudaDriver.cuMemGetInfo;
import static jcuda.driver.JCudaDriver.cuMemcpyDtoH;
import static jcuda.driver.JCudaDriver.cuMemcpyHtoD;
import static jcuda.driver.JCudaDriver.cuModuleGetFunction;
import static jcuda.driver.JCudaDriver.cuModuleLoadData;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import jcuda.NativePointerObject;
import jcuda.Pointer;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;

/** A GPU's primary context, made current before each use: an actor may change its thread. */
final class JCudaContext implements CudaContext {

  private record Memory(CUdeviceptr pointer, long bytes) implements CudaBuffer {}

  private final CUdevice device;
  private final CUcontext context;
  private final CUmodule module = new CUmodule();
  private final Map<String, CUfunction> functions = new HashMap<>();

  JCudaContext(CUdevice device, CUcontext context) {
    this.device = device;
    this.context = context;
  }

  @Override
  public void load(byte[] ptx) {
    use();
    // The driver wants a C string.
    check("cuModuleLoadData", cuModuleLoadData(module, Arrays.copyOf(ptx, ptx.length + 1)));
  }

  private void use() {
    check("cuCtxSetCurrent", cuCtxSetCurrent(context));
  }

  @Override
  public CudaBuffer allocate(long bytes) {
    use();
    CUdeviceptr pointer = new CUdeviceptr();
    check("cuMemAlloc", cuMemAlloc(pointer, bytes));
    return new Memory(pointer, bytes);
  }

  @Override
  public void free(CudaBuffer buffer) {
    use();
    check("cuMemFree", cuMemFree(pointer(buffer)));
  }

  private static CUdeviceptr pointer(CudaBuffer buffer) {
    return ((Memory) buffer).pointer();
  }

  @Override
  public void write(byte[] source, int length, CudaBuffer target) {
    use();
    check("cuMemcpyHtoD", cuMemcpyHtoD(pointer(target), Pointer.to(source), length));
  }

  @Override
  public void write(float[] source, int offset, int count, CudaBuffer target) {
    use();
    Pointer from = Pointer.to(source).withByteOffset((long) offset * Float.BYTES);
    check("cuMemcpyHtoD", cuMemcpyHtoD(pointer(target), from, (long) count * Float.BYTES));
  }

  @Override
  public void read(CudaBuffer source, byte[] target) {
    read(source, Pointer.to(target), target.length);
  }

  @Override
  public void read(CudaBuffer source, int[] target) {
    read(source, Pointer.to(target), (long) target.length * Integer.BYTES);
  }

  @Override
  public void read(CudaBuffer source, long[] target) {
    read(source, Pointer.to(target), (long) target.length * Long.BYTES);
  }

  private void read(CudaBuffer source, Pointer target, long bytes) {
    use();
    check("cuMemcpyDtoH", cuMemcpyDtoH(target, pointer(source), bytes));
  }

  @Override
  public void launch(String kernel, int x, int y, int threads, Object... arguments) {
    use();
    NativePointerObject[] pointers = new NativePointerObject[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      pointers[i] =
          arguments[i] instanceof CudaBuffer buffer
              ? Pointer.to(pointer(buffer))
              : Pointer.to(new int[] {(Integer) arguments[i]});
    }
    CUfunction function = functions.computeIfAbsent(kernel, this::load);
    check(
        "cuLaunchKernel " + kernel,
        cuLaunchKernel(function, x, y, 1, threads, 1, 1, 0, null, Pointer.to(pointers), null));
  }

  private CUfunction load(String kernel) {
    CUfunction function = new CUfunction();
    check("cuModuleGetFunction " + kernel, cuModuleGetFunction(function, module, kernel));
    return function;
  }

  @Override
  public long freeBytes() {
    use();
    long[] free = new long[1];
    check("cuMemGetInfo", cuMemGetInfo(free, new long[1]));
    return free[0];
  }

  /** Gives everything back that was allocated in the context. */
  @Override
  public void close() {
    check("cuDevicePrimaryCtxRelease", cuDevicePrimaryCtxRelease(device));
  }
}
