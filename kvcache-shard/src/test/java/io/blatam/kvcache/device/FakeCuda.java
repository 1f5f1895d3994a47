package io.blatam.kvcache.device;

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
    public void read(CudaBuffer source, float[] target) {
      at(source).view().asFloatBuffer().get(target);
    }

    @Override
    public void read(CudaBuffer source, int[] target) {
      at(source).view().asIntBuffer().get(target);
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
        case "cosine" -> scores(x, y, arguments);
        case "best" -> best(x, y, arguments);
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

    private void scores(int x, int y, Object[] arguments) {
      int queries = (Integer) arguments[1];
      int rows = (Integer) arguments[3];
      int dimensions = (Integer) arguments[4];
      if (x != (rows + 63) / 64 || y != (queries + 15) / 16) {
        throw new CudaException("cuLaunchKernel", LAUNCH_FAILED, "grid " + x + " × " + y);
      }
      float[] query = at((CudaBuffer) arguments[0]).floats(queries * dimensions);
      float[] corpus = at((CudaBuffer) arguments[2]).floats(rows * dimensions);
      ByteBuffer scores = at((CudaBuffer) arguments[5]).view();
      for (int q = 0; q < queries; q++) {
        for (int row = 0; row < rows; row++) {
          scores.putFloat(
              ScalarDots.dot(query, q * dimensions, corpus, row * dimensions, dimensions));
        }
      }
    }

    private void best(int x, int y, Object[] arguments) {
      int rows = (Integer) arguments[1];
      int k = (Integer) arguments[2];
      float[] scores = at((CudaBuffer) arguments[0]).floats(y * rows);
      ByteBuffer best = at((CudaBuffer) arguments[3]).view();
      ByteBuffer found = at((CudaBuffer) arguments[4]).view();
      for (int query = 0; query < y; query++) {
        for (int slice = 0; slice < x; slice++) {
          int end = Math.min(rows, (slice + 1) * 4096);
          int there = Math.min(k, end - slice * 4096);
          BestRows kept = new BestRows(there);
          for (int row = slice * 4096; row < end; row++) {
            kept.offer(row, scores[query * rows + row]);
          }
          for (int i = 0; i < k; i++) {
            best.putFloat(i < there ? kept.scores()[i] : 0);
            found.putInt(i < there ? kept.rows()[i] : -1);
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
  public CudaContext open(int device, byte[] ptx) {
    gpus.get(device).check();
    return gpus.get(device);
  }
}
