package io.blatam.benchmarks.codecs;

import io.blatam.kvcache.codec.Dtype;
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

  /** Whether it gives up bits; then its speed and its error have targets. */
  final boolean lossy;

  final boolean perChannelInt8;

  private final Dtype dtype;
  private final Codec codec;
  private final List<byte[]> values;
  private final byte[] copy;
  private final List<Double> copied = new ArrayList<>();
  private final List<Double> encoded = new ArrayList<>();
  private final List<Double> decoded = new ArrayList<>();
  private long storedBytes;

  Measured(
      String data,
      String name,
      Dtype dtype,
      Codec codec,
      List<byte[]> values,
      boolean lossy,
      boolean perChannelInt8) {
    this.data = data;
    this.name = name;
    this.dtype = dtype;
    this.codec = codec;
    this.values = values;
    this.lossy = lossy;
    this.perChannelInt8 = perChannelInt8;
    this.copy = new byte[values.get(0).length];
  }

  /** Copies, encodes and decodes all values once. */
  void round() {
    long began = System.nanoTime();
    for (byte[] value : values) {
      System.arraycopy(value, 0, copy, 0, value.length);
    }
    copied.add(gigabytesPerSecond(began));

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

  void forgetRounds() {
    copied.clear();
    encoded.clear();
    decoded.clear();
  }

  double copyRate() {
    return median(copied);
  }

  double encodeRate() {
    return median(encoded);
  }

  double decodeRate() {
    return median(decoded);
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
    if (dtype == Dtype.BYTES) {
      throw new IllegalStateException(name + " did not give back " + data);
    }
    ByteBuffer before = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer after = ByteBuffer.wrap(read).order(ByteOrder.LITTLE_ENDIAN);
    double error = 0;
    double norm = 0;
    while (before.hasRemaining()) {
      double number = Corpus.number(dtype, before);
      error += Math.pow(Corpus.number(dtype, after) - number, 2);
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

  private static double median(List<Double> rounds) {
    double[] sorted = rounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
