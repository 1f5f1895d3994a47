package io.blatam.kvcache.device;

import io.blatam.kvcache.api.CacheKey;
import io.blatam.kvcache.api.Corpus;
import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import io.blatam.kvcache.codec.Quantization;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A GPU through CUDA's driver. Copies in, runs the kernels of {@code src/main/cuda}, copies out.
 * Its memory is for work first: blocks that are kept go when work needs it.
 */
final class GpuDevice implements Device {

  private static final int THREADS = 256;

  /** Rows that share a scale, and columns that a thread block works on. */
  private static final int TILE = 128;

  /** Numbers that a thread block of the other kernels works on. */
  private static final int NUMBERS = 4 * THREADS;

  private final String name;
  private final CudaContext context;
  private final ResidentBlocks blocks;
  private final GpuScratch scratch;

  /**
   * @param budget bytes that kept blocks may take
   */
  GpuDevice(String name, CudaContext context, long budget) {
    this.name = name;
    this.context = context;
    this.blocks = new ResidentBlocks(context, budget);
    this.scratch = new GpuScratch(context, blocks);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<byte[]> quantize(TensorBlock shape, byte[] values, Quantization quantization) {
    return run(
        () -> {
          byte[] codes = new byte[shape.quantizedBytes(quantization)];
          CudaBuffer in = scratch.of(0, shape.bytes());
          CudaBuffer out = scratch.of(1, codes.length);
          CudaBuffer refused = scratch.of(2, Integer.BYTES);
          context.write(values, shape.bytes(), in);
          context.write(new byte[Integer.BYTES], Integer.BYTES, refused);
          launch(
              "quantize_", shape, quantization, in, shape.rows(), shape.channels(), out, refused);
          int[] flag = new int[1];
          context.read(refused, flag);
          if (flag[0] != 0) {
            return Optional.empty();
          }
          context.read(out, codes);
          return Optional.of(codes);
        });
  }

  @Override
  public byte[] dequantize(TensorBlock shape, byte[] codes, Quantization quantization) {
    return run(
        () -> {
          byte[] values = new byte[shape.bytes()];
          CudaBuffer in = scratch.of(0, codes.length);
          CudaBuffer out = scratch.of(1, values.length);
          context.write(codes, codes.length, in);
          launch("dequantize_", shape, quantization, in, shape.rows(), shape.channels(), out);
          context.read(out, values);
          return values;
        });
  }

  private void launch(
      String step, TensorBlock shape, Quantization quantization, Object... arguments) {
    String kernel = (step + quantization + "_" + shape.dtype()).toLowerCase(Locale.ROOT);
    boolean groups = quantization == Quantization.INT4;
    int x =
        groups ? blocks(shape.rows() * shape.channels(), NUMBERS) : blocks(shape.channels(), TILE);
    int y = groups ? 1 : blocks(shape.rows(), TILE);
    context.launch(kernel, x, y, THREADS, arguments);
  }

  private static int blocks(int count, int each) {
    return (count + each - 1) / each;
  }

  @Override
  public byte[] splitPlanes(byte[] values, int size) {
    return planes("split_planes_", values, size);
  }

  @Override
  public byte[] joinPlanes(byte[] planes, int size) {
    return planes("join_planes_", planes, size);
  }

  private byte[] planes(String step, byte[] from, int size) {
    return run(
        () -> {
          byte[] to = new byte[from.length];
          if (to.length == 0) {
            return to;
          }
          CudaBuffer in = scratch.of(0, from.length);
          CudaBuffer out = scratch.of(1, to.length);
          context.write(from, from.length, in);
          int count = from.length / size;
          context.launch(step + size, blocks(count, NUMBERS), 1, THREADS, in, count, out);
          context.read(out, to);
          return to;
        });
  }

  @Override
  public Neighbours topK(Embeddings queries, Embeddings corpus, int k) {
    return run(() -> new GpuNeighbours(context, scratch).topK(queries, corpus, k));
  }

  @Override
  public Neighbours topK(Embeddings queries, Corpus corpus, int k) {
    return run(() -> new GpuNeighbours(context, scratch).topK(queries, corpus, blocks, k));
  }

  @Override
  public void forget(Corpus corpus) {
    drop((Object) corpus);
  }

  @Override
  public boolean keep(CacheKey key, byte[] block) {
    return run(() -> blocks.keep(key, block));
  }

  @Override
  public Optional<byte[]> fetch(CacheKey key) {
    return run(() -> blocks.fetch(key));
  }

  @Override
  public void drop(CacheKey key) {
    drop((Object) key);
  }

  private void drop(Object kept) {
    run(
        () -> {
          blocks.drop(kept);
          return true;
        });
  }

  @Override
  public long freeBytes() {
    return run(context::freeBytes);
  }

  @Override
  public long residentBytes() {
    return blocks.bytes();
  }

  @Override
  public void close() {
    context.close();
  }

  /** Running out of memory is this work's fault, anything else the device's. */
  private <T> T run(Supplier<T> work) {
    try {
      return work.get();
    } catch (CudaException e) {
      throw e.isOutOfMemory()
          ? DeviceException.outOfMemory(name + ": " + e.getMessage(), e)
          : DeviceException.lost(name + ": " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw DeviceException.lost(name + ": JCuda lacks a function: " + e.getMessage(), e);
    }
  }
}
