package io.blatam.benchmarks.codecs;

import io.blatam.kvcache.codec.CodecParameters;
import io.blatam.kvcache.codec.Compression;
import io.blatam.kvcache.codec.Dtype;
import io.blatam.kvcache.codec.Layout;
import io.blatam.kvcache.codec.Quantization;
import io.blatam.kvcache.codec.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/**
 * All codecs round by round, so that whatever else the machine does hits them alike, and the best
 * of the rounds, for the copy as for the codecs: whatever disturbs makes a round slower, nothing
 * makes one faster, and on a machine with other work even the median tells of that work. A rate
 * counts the value's bytes, whichever way they go. {@code encode} and {@code decode} are whole:
 * header, checksum and the allocation of the result included; {@code quantize} is that step alone,
 * into a buffer that is there, and so what a copy is comparable with.
 */
public final class CodecBench {

  private static final int WARM_UP_ROUNDS = 8;
  private static final int ROUNDS = 25;
  private static final int VALUE = 128 * 1024;
  private static final int VALUES = 128;

  private static final double MAX_INT8_ERROR = 0.008;
  private static final double QUANTIZE_RATE = 6;
  private static final double SHARE_OF_COPY = 0.7;

  private CodecBench() {}

  /**
   * @return the exit code: 0 if every target is met
   */
  public static int run() {
    List<Measured> rows = rows();
    for (int i = 0; i < WARM_UP_ROUNDS + ROUNDS; i++) {
      if (i == WARM_UP_ROUNDS) {
        rows.forEach(Measured::forgetRounds);
      }
      rows.forEach(Measured::round);
    }
    System.out.printf(
        "quantizing with %s loops; values of %d KiB; best of %d rounds, GB/s of value%n",
        ValueCodec.loops(), VALUE / 1024, ROUNDS);
    System.out.printf(
        "%-14s %-15s %8s %9s %8s %8s %7s %9s  %s%n",
        "data", "codec", "copy", "quantize", "encode", "decode", "ratio", "error", "target");
    int missed = 0;
    for (Measured row : rows) {
      String verdict = verdict(row);
      missed += verdict.contains("MISSED") ? 1 : 0;
      System.out.printf(
          Locale.ROOT,
          "%-14s %-15s %8.2f %9s %8.2f %8.2f %7.2f %9.5f  %s%n",
          row.data,
          row.name,
          row.copyRate(),
          Double.isNaN(row.quantizeRate())
              ? ""
              : String.format(Locale.ROOT, "%.2f", row.quantizeRate()),
          row.encodeRate(),
          row.decodeRate(),
          row.ratio(),
          row.relativeError(),
          verdict);
    }
    return missed == 0 ? 0 : 1;
  }

  private static String verdict(Measured row) {
    if (row.quantization == Quantization.NONE) {
      return row.relativeError() == 0 ? "lossless: met" : "lossless: MISSED";
    }
    double rate = Math.min(QUANTIZE_RATE, SHARE_OF_COPY * row.copyRate());
    String verdict =
        String.format(
            Locale.ROOT,
            "quantize >= %.2f: %s",
            rate,
            row.quantizeRate() >= rate ? "met" : "MISSED");
    if (row.quantization == Quantization.INT8) {
      boolean exact = row.relativeError() <= MAX_INT8_ERROR;
      verdict += ", error <= " + MAX_INT8_ERROR + ": " + (exact ? "met" : "MISSED");
    }
    return verdict;
  }

  private static List<Measured> rows() {
    List<Measured> rows = new ArrayList<>();
    for (Dtype dtype : List.of(Dtype.F32, Dtype.F16, Dtype.BF16)) {
      int tokens = VALUE / dtype.size() / Corpus.CHANNELS;
      List<byte[]> tensors = values(seed -> Corpus.bytes(dtype, Corpus.tensor(tokens, seed)));
      Layout layout = new Layout(dtype, Corpus.CHANNELS);
      String data = "tensor " + dtype;
      for (Quantization quantization :
          List.of(Quantization.INT8, Quantization.FP8, Quantization.INT4)) {
        CodecParameters parameters = new CodecParameters(Compression.NONE, layout, quantization);
        rows.add(new Measured(data, quantization.name(), parameters, tensors));
      }
      for (Compression compression : List.of(Compression.ZSTD, Compression.LZ4)) {
        rows.add(
            new Measured(
                data,
                "planes + " + compression,
                new CodecParameters(compression, layout, Quantization.NONE),
                tensors));
      }
    }
    List<byte[]> texts = values(seed -> Corpus.text(VALUE, seed));
    List<byte[]> noise = values(seed -> Corpus.noise(VALUE, seed));
    for (Compression compression : List.of(Compression.ZSTD, Compression.LZ4)) {
      CodecParameters parameters =
          new CodecParameters(compression, Layout.BYTES, Quantization.NONE);
      rows.add(new Measured("text", compression.name(), parameters, texts));
      rows.add(new Measured("random bytes", compression.name(), parameters, noise));
    }
    return rows;
  }

  private static List<byte[]> values(LongFunction<byte[]> make) {
    return LongStream.range(0, VALUES).mapToObj(make).toList();
  }
}
