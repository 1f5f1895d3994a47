package io.blatam.benchmarks.devices;

import io.blatam.kvcache.api.Corpus;
import io.blatam.kvcache.api.Neighbours;
import io.blatam.kvcache.codec.Dtype;
import io.blatam.kvcache.codec.Quantization;
import io.blatam.kvcache.device.CpuDevice;
import io.blatam.kvcache.device.Device;
import io.blatam.kvcache.device.TensorBlock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * One row of the table.
 *
 * @param bytes that count for its rate: of the values, whichever way they go
 * @param same whether a GPU's result is as good as the CPU's
 */
record Operation<T>(
    String name, String data, long bytes, Function<Device, T> run, BiPredicate<T, T> same) {

  private static final double COSINE_BOUND = 1e-5;

  /** What a device took and gave. */
  record Result<T>(double gigabytesPerSecond, T result) {}

  /** The first round is not counted; of the others the best, as in {@code bench codecs}. */
  Result<T> measure(Device device, int rounds) {
    T result = run.apply(device);
    double seconds = Double.MAX_VALUE;
    for (int i = 0; i < rounds; i++) {
      long began = System.nanoTime();
      result = run.apply(device);
      seconds = Math.min(seconds, (System.nanoTime() - began) / 1e9);
    }
    return new Result<>(bytes / 1e9 / seconds, result);
  }

  static List<Operation<?>> all(int bytes, int channels) {
    List<Operation<?>> all = new ArrayList<>();
    CpuDevice cpu = new CpuDevice();
    for (Dtype dtype : List.of(Dtype.F32, Dtype.F16, Dtype.BF16)) {
      TensorBlock shape = new TensorBlock(dtype, bytes / dtype.size() / channels, channels);
      byte[] values = Inputs.tensor(shape);
      for (Quantization how : List.of(Quantization.INT8, Quantization.INT4, Quantization.FP8)) {
        String data = (dtype + " " + how).toLowerCase(Locale.ROOT);
        byte[] codes = cpu.quantize(shape, values, how).orElseThrow();
        all.add(
            new Operation<>(
                "quantize",
                data,
                bytes,
                on -> on.quantize(shape, values, how).orElseThrow(),
                Arrays::equals));
        all.add(
            new Operation<>(
                "dequantize", data, bytes, on -> on.dequantize(shape, codes, how), Arrays::equals));
      }
    }
    for (int size : new int[] {2, 4}) {
      byte[] values = Inputs.noise(bytes);
      String data = size + " bytes a number";
      all.add(
          new Operation<>(
              "split planes", data, bytes, on -> on.splitPlanes(values, size), Arrays::equals));
      all.add(
          new Operation<>(
              "join planes", data, bytes, on -> on.joinPlanes(values, size), Arrays::equals));
    }
    var queries = Inputs.embeddings(64, 1);
    var corpus = Inputs.embeddings(20_000, 2);
    var kept = new Corpus(corpus);
    var query = Inputs.embeddings(1, 3);
    long searched = 4L * corpus.numbers().length;
    all.add(nearest("top 10 by cosine", 64, searched, on -> on.topK(queries, corpus, 10)));
    all.add(nearest("the same, kept", 64, searched, on -> on.topK(queries, kept, 10)));
    all.add(nearest("the same, kept", 1, searched, on -> on.topK(query, kept, 10)));
    return all;
  }

  private static Operation<Neighbours> nearest(
      String name, int queries, long bytes, Function<Device, Neighbours> run) {
    return new Operation<>(name, queries + " of 20,000 x 384", bytes, run, Operation::near);
  }

  private static boolean near(Neighbours some, Neighbours others) {
    for (int query = 0; query < some.scores().length; query++) {
      for (int i = 0; i < some.scores()[query].length; i++) {
        if (Math.abs(some.scores()[query][i] - others.scores()[query][i]) > COSINE_BOUND) {
          return false;
        }
      }
    }
    return some.scores().length == others.scores().length;
  }
}
