package io.blatam.kvcache.device;

import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import io.blatam.kvcache.codec.Dtype;
import io.blatam.kvcache.codec.Quantization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes random inputs and what the CPU device makes of them to a file, for {@code
 * src/main/cuda/check-on-host.sh} to compare with the kernels' own arithmetic.
 */
final class CudaCases {

  private static final int[][] SHAPES = {
    {1, 1},
    {3, 5},
    {128, 128},
    {130, 128},
    {200, 132},
    {257, 70},
    {64, 1024},
    {129, 1100},
    {300, 2052},
    {1000, 33}
  };

  private final List<byte[]> cases = new ArrayList<>();
  private final CpuDevice cpu = new CpuDevice();

  private CudaCases() {}

  public static void main(String[] arguments) throws IOException {
    CudaCases cases = new CudaCases();
    for (int[] shape : SHAPES) {
      for (Dtype dtype : List.of(Dtype.F32, Dtype.F16, Dtype.BF16)) {
        cases.tensor(new TensorBlock(dtype, shape[0], shape[1]));
      }
    }
    cases.cosines(Blocks.embeddings(1, 384, 1), Blocks.embeddings(5, 384, 2), 5);
    cases.cosines(Blocks.embeddings(17, 384, 3), Blocks.embeddings(5_000, 384, 4), 10);
    cases.cosines(Blocks.embeddings(3, 30, 5), Blocks.embeddings(9_001, 30, 6), 64);
    cases.cosines(Blocks.embeddings(70, 33, 7), Blocks.embeddings(20_000, 33, 8), 256);
    try (var out = Files.newOutputStream(Path.of(arguments[0]))) {
      out.write(ints(cases.cases.size()));
      for (byte[] one : cases.cases) {
        out.write(one);
      }
    }
    System.out.println(cases.cases.size() + " cases written to " + arguments[0]);
  }

  private void tensor(TensorBlock shape) throws IOException {
    byte[] values = Blocks.tensor(shape, shape.rows() * 31L + shape.channels());
    int dtype = shape.dtype().ordinal();
    for (Quantization quantization :
        List.of(Quantization.INT8, Quantization.INT4, Quantization.FP8)) {
      int format = quantization.ordinal();
      byte[] codes = cpu.quantize(shape, values, quantization).orElseThrow();
      add(0, dtype, format, shape.rows(), shape.channels(), values, codes);
      byte[] read = cpu.dequantize(shape, codes, quantization);
      add(1, dtype, format, shape.rows(), shape.channels(), codes, read);
    }
    int size = shape.dtype().size();
    int count = values.length / size;
    byte[] planes = cpu.splitPlanes(values, size);
    add(2, size, count, 0, 0, values, planes);
    add(3, size, count, 0, 0, planes, values);
  }

  private void cosines(Embeddings queries, Embeddings corpus, int k) throws IOException {
    Neighbours found = cpu.topK(queries, corpus, k);
    Dots dots = Dots.best();
    ByteBuffer in =
        ByteBuffer.allocate(4 * (queries.numbers().length + corpus.numbers().length))
            .order(ByteOrder.LITTLE_ENDIAN);
    in.asFloatBuffer().put(Cosines.unitRows(dots, queries)).put(corpus.numbers());
    ByteBuffer out = ByteBuffer.allocate(8 * queries.rows() * k).order(ByteOrder.LITTLE_ENDIAN);
    for (int[] rows : found.rows()) {
      for (int row : rows) {
        out.putInt(row);
      }
    }
    for (float[] scores : found.scores()) {
      for (float score : scores) {
        out.putFloat(score);
      }
    }
    add(4, queries.rows(), corpus.rows(), queries.dimensions(), k, in.array(), out.array());
  }

  private void add(int op, int a, int b, int c, int d, byte[] in, byte[] expected)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(ints(op, a, b, c, d, in.length));
    out.write(in);
    out.write(ints(expected.length));
    out.write(expected);
    cases.add(out.toByteArray());
  }

  private static byte[] ints(int... values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    out.asIntBuffer().put(values);
    return out.array();
  }
}
