package io.blatam.benchmarks.codecs;

import io.blatam.kvcache.codec.CodecParameters;
import io.blatam.kvcache.codec.Layout;
import io.blatam.kvcache.codec.Quantization;
import io.blatam.kvcache.codec.Quantizer;
import io.blatam.kvcache.codec.ValueCodec;
import io.blatam.kvcache.engine.Codec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One row of the table: a codec on its data, and the rounds it has run. */
final class Measured {

  final String data;
  final String name;

  /** How it gives up bits; then its speed has a target. */
  final Quantization quantization;

  private final Layout layout;
  private final Codec codec;
  private final List<byte[]> values;
  private final byte[] copy;
  private final List<Double> copied = new ArrayList<>();
  private final List<Double> quantized = new ArrayList<>();
  private final List<Double> encoded = new ArrayList<>();
  private final List<Double> decoded = new ArrayList<>();
  private long storedBytes;

  Measured(String data, String name, CodecParameters parameters, List<byte[]> values) {
    this.data = data;
    this.name = name;
    this.quantization = parameters.quantization();
    this.layout = parameters.layout();
    this.codec = new ValueCodec(parameters, values.get(0).length);
    this.values = values;
    this.copy = new byte[values.get(0).length];
  }

  /** Copies, encodes and decodes all values once. */
  void round() {
    long began = System.nanoTime();
    for (byte[] value : values) {
      System.arraycopy(value, 0, copy, 0, value.length);
    }
    copied.add(gigabytesPerSecond(began));

    quantization.quantizer().ifPresent(this::quantize);

    List<byte[]> stored = new ArrayList<>(values.size());
    began = System.nanoTime();
    for (byte[] value : values) {
      stored.add(codec.encode(value));
    }
    encoded.add(gigabytesPerSecond(began));
    storedBytes = stored.stream().mapToLong(bytes -> bytes.length).sum();

    long length = 0;
    began = System.nanoTime();
    for (byte[] bytes : stored) {
      length += codec.decode(bytes).length;
    }
    decoded.add(gigabytesPerSecond(began));
    if (length != totalBytes()) {
      throw new IllegalStateException(name + " lost bytes of " + data);
    }
  }

  /** The step alone, into a buffer that is there, as the copy's is. */
  private void quantize(Quantizer quantizer) {
    int rows = copy.length / layout.dtype().size() / layout.channels();
    long began = System.nanoTime();
    for (byte[] value : values) {
      if (!quantizer.quantize(value, layout.dtype(), rows, layout.channels(), copy, 0)) {
        throw new IllegalStateException(name + " does not take " + data);
      }
    }
    quantized.add(gigabytesPerSecond(began));
  }

  void forgetRounds() {
    copied.clear();
    quantized.clear();
    encoded.clear();
    decoded.clear();
  }

  double copyRate() {
    return best(copied);
  }

  /** NaN if there is no such step. */
  double quantizeRate() {
    return quantized.isEmpty() ? Double.NaN : best(quantized);
  }

  double encodeRate() {
    return best(encoded);
  }

  double decodeRate() {
    return best(decoded);
  }

  double ratio() {
    return (double) totalBytes() / storedBytes;
  }

  /** Norm of the error ÷ norm of the values, on the first value; 0 if it came back bit for bit. */
  double relativeError() {
    byte[] value = values.get(0);
    byte[] read = codec.decode(codec.encode(value));
    if (Arrays.equals(value, read)) {
      return 0;
    }
    if (quantization == Quantization.NONE) {
      throw new IllegalStateException(name + " did not give back " + data);
    }
    ByteBuffer before = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer after = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    double error = 0;
    double norm = 0;
    while (before.hasRemaining()) {
      double number = Corpus.number(layout.dtype(), before);
      error += Math.pow(Corpus.number(layout.dtype(), after) - number, 2);
      norm += number * number;
    }
    return Math.sqrt(error / norm);
  }

  private long totalBytes() {
    return (long) values.size() * copy.length;
  }

  private double gigabytesPerSecond(long began) {
    return (double) totalBytes() / (System.nanoTime() - began);
  }

  private static double best(List<Double> rounds) {
    return rounds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
