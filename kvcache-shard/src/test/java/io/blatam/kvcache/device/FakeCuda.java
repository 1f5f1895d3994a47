package io.blatam.kvcache.device;

import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.codec.BytePlanes;
import io.blatam.kvcache.codec.Dtype;
import io.blatam.kvcache.codec.Quantization;
import io.blatam.kvcache.codec.Quantizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/**
 * Stands in for CUDA's driver: memory that is bounded, kernels computed by the CPU's loops, and
 * errors when they are asked for. What it can not show is whether the real kernels are right.
 */
final class FakeCuda implements CudaDriver {

  static final int LAUNCH_FAILED = 719;

  private static final class Memory implements CudaBuffer {
    final byte[] content;

    Memory(long bytes) {
      content = new byte[Math.toIntExact(bytes)];
    }

    @Override
    public long bytes() {
      return content.length;
    }

    ByteBuffer view() {
      return ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    float[] floats(int count) {
      float[] numbers = new float[count];
      view().asFloatBuffer().get(numbers);
      return numbers;
    }
  }

  /** One of its devices. */
  static final class Gpu implements CudaContext {
    final List<String> launched = new ArrayList<>();
    final Set<CudaBuffer> live = new HashSet<>();
    final long total;
    volatile Optional<CudaException> failure = Optional.empty();
    volatile CountDownLatch gate = new CountDownLatch(0);
    volatile boolean takesKernels = true;
    volatile boolean closed;

    Gpu(long total) {
      this.total = total;
    }

    /** Every later call fails, as after an illegal address. */
    void lose() {
      failure =
          Optional.of(
              new CudaException("cuCtxSynchronize", LAUNCH_FAILED, "CUDA_ERROR_LAUNCH_FAILED"));
    }

    private void check() {
      if (failure.isPresent()) {
        throw failure.get();
      }
    }

    @Override
    public void load(byte[] ptx) {
      check();
      if (!takesKernels) {
        throw new CudaException("cuModuleLoadData", 222, "CUDA_ERROR_UNSUPPORTED_PTX_VERSION");
      }
    }

    @Override
    public CudaBuffer allocate(long bytes) {
      check();
      if (bytes > freeBytes()) {
        throw new CudaException(
            "cuMemAlloc", CudaException.OUT_OF_MEMORY, "CUDA_ERROR_OUT_OF_MEMORY");
      }
      Memory memory = new Memory(bytes);
      live.add(memory);
      return memory;
    }

    @Override
    public void free(CudaBuffer buffer) {
      check();
      if (!live.remove(buffer)) {
        throw new CudaException("cuMemFree", 1, "CUDA_ERROR_INVALID_VALUE");
      }
    }

    private Memory at(CudaBuffer buffer) {
      check();
      if (!live.contains(buffer)) {
        throw new CudaException("cuMemcpy", 1, "CUDA_ERROR_INVALID_VALUE");
      }
      return (Memory) buffer;
    }

    @Override
    public void write(byte[] source, int length, CudaBuffer target) {
      at(target).view().put(source, 0, length);
    }

    @Override
    public void write(float[] source, int offset, int count, CudaBuffer target) {
      at(target).view().asFloatBuffer().put(source, offset, count);
    }

    @Override
    public void read(CudaBuffer source, byte[] target) {
      at(source).view().get(target);
    }

    @Override
    public void read(CudaBuffer source, int[] target) {
      at(source).view().asIntBuffer().get(target);
    }

    @Override
    public void read(CudaBuffer source, long[] target) {
      at(source).view().asLongBuffer().get(target);
    }

    @Override
    public long freeBytes() {
      check();
      return total - live.stream().mapToLong(CudaBuffer::bytes).sum();
    }

    @Override
    public void close() {
      closed = true;
    }

    @Override
    public void launch(String kernel, int x, int y, int threads, Object... arguments) {
      try {
        gate.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CudaException(kernel, LAUNCH_FAILED, "interrupted");
      }
      check();
      launched.add(kernel);
      String[] words = kernel.split("_");
      switch (words[0]) {
        case "quantize" -> quantize(words, x, y, arguments);
        case "dequantize" -> dequantize(words, x, y, arguments);
        case "split", "join" -> planes(words, x, arguments);
        case "cosine" -> scores(Integer.parseInt(words[2]), x, y, arguments);
        case "unit" -> unit(x, arguments);
        case "best" -> best(words[2].equals("scores"), x, y, arguments);
        default -> throw new CudaException(kernel, 500, "CUDA_ERROR_NOT_FOUND");
      }
    }

    private static void requireGrid(String[] words, int x, int y, int rows, int channels) {
      boolean groups = words[1].equals("int4");
      int wide = groups ? (rows * channels + 1023) / 1024 : (channels + 127) / 128;
      int high = groups ? 1 : (rows + 127) / 128;
      if (x != wide || y != high) {
        throw new CudaException("cuLaunchKernel", LAUNCH_FAILED, "grid " + x + " × " + y);
      }
    }

    private static Quantizer quantizer(String[] words) {
      return TensorBlock.quantizer(Quantization.valueOf(words[1].toUpperCase(Locale.ROOT)));
    }

    private void quantize(String[] words, int x, int y, Object[] arguments) {
      int rows = (Integer) arguments[1];
      int channels = (Integer) arguments[2];
      requireGrid(words, x, y, rows, channels);
      boolean has =
          quantizer(words)
              .quantize(
                  at((CudaBuffer) arguments[0]).content,
                  Dtype.valueOf(words[2].toUpperCase(Locale.ROOT)),
                  rows,
                  channels,
                  at((CudaBuffer) arguments[3]).content,
                  0);
      if (!has) {
        at((CudaBuffer) arguments[4]).view().putInt(1);
      }
    }

    private void dequantize(String[] words, int x, int y, Object[] arguments) {
      int rows = (Integer) arguments[1];
      int channels = (Integer) arguments[2];
      requireGrid(words, x, y, rows, channels);
      quantizer(words)
          .dequantize(
              at((CudaBuffer) arguments[0]).content,
              0,
              Dtype.valueOf(words[2].toUpperCase(Locale.ROOT)),
              rows,
              channels,
              at((CudaBuffer) arguments[3]).content);
    }

    private void planes(String[] words, int x, Object[] arguments) {
      int size = Integer.parseInt(words[2]);
      int count = (Integer) arguments[1];
      if (x != (count + 1023) / 1024) {
        throw new CudaException("cuLaunchKernel", LAUNCH_FAILED, "grid " + x);
      }
      byte[] from = at((CudaBuffer) arguments[0]).content;
      byte[] to = at((CudaBuffer) arguments[2]).content;
      if (words[0].equals("split")) {
        BytePlanes.split(from, count * size, size, to);
      } else {
        BytePlanes.join(from, count * size, size, to);
      }
    }

    private static void requireBlocks(int blocks, int count, int each) {
      if (blocks != (count + each - 1) / each) {
        throw new CudaException("cuLaunchKernel", LAUNCH_FAILED, "grid " + blocks);
      }
    }

    private void unit(int x, Object[] arguments) {
      int rows = (Integer) arguments[1];
      int dimensions = (Integer) arguments[2];
      requireBlocks(x, rows, 8);
      Memory memory = at((CudaBuffer) arguments[0]);
      Embeddings embeddings = new Embeddings(memory.floats(rows * dimensions), dimensions);
      memory.view().asFloatBuffer().put(Cosines.unitRows(new ScalarDots(), embeddings));
    }

    private void scores(int wide, int x, int y, Object[] arguments) {
      int queries = (Integer) arguments[1];
      int first = (Integer) arguments[3];
      int rows = (Integer) arguments[4];
      int dimensions = (Integer) arguments[5];
      requireBlocks(x, rows, 256);
      requireBlocks(y, queries, wide);
      float[] query = at((CudaBuffer) arguments[0]).floats(queries * dimensions);
      float[] corpus = at((CudaBuffer) arguments[2]).floats((first + rows) * dimensions);
      ByteBuffer scores = at((CudaBuffer) arguments[6]).view();
      for (int q = 0; q < queries; q++) {
        for (int row = first; row < first + rows; row++) {
          scores.putFloat(
              ScalarDots.dot(query, q * dimensions, corpus, row * dimensions, dimensions));
        }
      }
    }

    /** A place is the score in the order of unsigned integers, then the row, the lower better. */
    private static long place(float score, int row) {
      int bits = Float.floatToRawIntBits(score);
      long ordered = (bits < 0 ? ~bits : bits | Integer.MIN_VALUE) & 0xffffffffL;
      return ordered << 32 | ~row & 0xffffffffL;
    }

    private void best(boolean ofScores, int x, int y, Object[] arguments) {
      int count = (Integer) arguments[1];
      int k = (Integer) arguments[2];
      requireBlocks(x, count, 4096);
      ByteBuffer from = at((CudaBuffer) arguments[0]).view();
      ByteBuffer best = at((CudaBuffer) arguments[3]).view();
      for (int query = 0; query < y; query++) {
        for (int slice = 0; slice < x; slice++) {
          int start = query * count;
          long[] places =
              IntStream.range(slice * 4096, Math.min(count, (slice + 1) * 4096))
                  .mapToLong(
                      i ->
                          ofScores
                              ? place(from.getFloat(4 * (start + i)), i)
                              : from.getLong(8 * (start + i)))
                  .boxed()
                  .sorted((a, b) -> Long.compareUnsigned(b, a))
                  .mapToLong(Long::longValue)
                  .toArray();
          for (int i = 0; i < k; i++) {
            best.putLong(i < places.length ? places[i] : 0);
          }
        }
      }
    }
  }

  final List<Gpu> gpus;

  /**
   * @param memory of each device, in bytes
   */
  FakeCuda(long... memory) {
    gpus = Arrays.stream(memory).mapToObj(Gpu::new).toList();
  }

  @Override
  public int devices() {
    return gpus.size();
  }

  @Override
  public String name(int device) {
    return "Fake GPU";
  }

  @Override
  public CudaContext open(int device) {
    gpus.get(device).check();
    return gpus.get(device);
  }
}
