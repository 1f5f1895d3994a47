package io.blatam.kvcache.device;

/** Memory of a GPU; belongs to the {@link CudaContext} that allocated it. */
interface CudaBuffer {

  /** Its length in bytes. */
  long bytes();
}
