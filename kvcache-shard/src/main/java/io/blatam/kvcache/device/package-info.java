/**
 * What computes beside the segments: one actor a GPU, and always one for the CPU with the same
 * operations, which is the reference for the others. Only {@code JCudaDriver} knows JCuda; without
 * a GPU, its driver or the library, everything here works on the CPU.
 */
package io.blatam.kvcache.device;
