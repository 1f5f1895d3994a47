package io.blatam.kvcache.device;

/**
 * One GPU. For one thread at a time. Every method may throw {@link CudaException}; after any but
 * running out of memory the context is not to be relied on.
 */
interface CudaContext extends AutoCloseable {

  /**
   * Once, before the first {@link #launch}.
   *
   * @param ptx the kernels, as text; the driver may not take them
   */
  void load(byte[] ptx);

  CudaBuffer allocate(long bytes);

  void free(CudaBuffer buffer);

  void write(byte[] source, int length, CudaBuffer target);

  /** {@code count} numbers from {@code offset} on. */
  void write(float[] source, int offset, int count, CudaBuffer target);

  /** Fills the array. */
  void read(CudaBuffer source, byte[] target);

  void read(CudaBuffer source, int[] target);

  void read(CudaBuffer source, long[] target);

  /**
   * Starts a kernel with a grid of x × y thread blocks. Kernels and copies are done one after the
   * other; what goes wrong in a kernel may be said by a later call, at the latest by the next read.
   *
   * @param arguments {@link CudaBuffer}s and {@link Integer}s, as the kernel takes them
   */
  void launch(String kernel, int x, int y, int threads, Object... arguments);

  long freeBytes();

  @Override
  void close();
}
