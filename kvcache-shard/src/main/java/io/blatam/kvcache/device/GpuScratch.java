package io.blatam.kvcache.device;

/**
 * The memory that work passes through, kept from one piece of work to the next: as much as the
 * largest needed. Blocks give way to it. For one thread.
 */
final class GpuScratch {

  private static final int SLOTS = 5;
  private static final long SMALLEST = 64 * 1024;

  private final CudaContext context;
  private final ResidentBlocks blocks;
  private final CudaBuffer[] buffers = new CudaBuffer[SLOTS];

  GpuScratch(CudaContext context, ResidentBlocks blocks) {
    this.context = context;
    this.blocks = blocks;
  }

  /** At least so many bytes, of any value; until the slot is asked for again. */
  CudaBuffer of(int slot, long bytes) {
    CudaBuffer buffer = buffers[slot];
    if (buffer != null && buffer.bytes() >= bytes) {
      return buffer;
    }
    if (buffer != null) {
      buffers[slot] = null;
      context.free(buffer);
    }
    buffers[slot] = allocate(Math.max(bytes, SMALLEST));
    return buffers[slot];
  }

  private CudaBuffer allocate(long bytes) {
    while (true) {
      try {
        return context.allocate(bytes);
      } catch (CudaException e) {
        if (!e.isOutOfMemory() || !blocks.dropEldest()) {
          throw e;
        }
      }
    }
  }
}
