package io.blatam.kvcache.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** Tensors for tests, and what is wrong with them after a round trip. */
final class Tensors {

  private Tensors() {}

  /** Gaussian channels; each sixteenth is fifty times louder, as in the keys of a transformer. */
  static float[] gaussian(int rows, int channels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * channels];
    for (int i = 0; i < values.length; i++) {
      float loudness = i % channels % 16 == 3 ? 50 : 1;
      values[i] = (float) random.nextGaussian() * loudness;
    }
    return values;
  }

  static byte[] bytes(Dtype dtype, float... values) {
    ByteBuffer out =
        ByteBuffer.allocate(values.length * dtype.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      switch (dtype) {
        case F32 -> out.putFloat(value);
        case F16 -> out.putShort((short) Numbers.toHalf(value));
        case BF16 -> out.putShort((short) Numbers.toBrain(value));
        case BYTES -> out.put((byte) value);
      }
    }
    return out.array();
  }

  static float[] floats(Dtype dtype, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    float[] values = new float[bytes.length / dtype.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (dtype) {
            case F32 -> in.getFloat();
            case F16 -> Numbers.fromHalf(in.getShort());
            case BF16 -> Numbers.fromBrain(in.getShort());
            case BYTES -> in.get();
          };
    }
    return values;
  }

  /** Euclidean norm of the error ÷ Euclidean norm of the values. */
  static double relativeError(float[] values, float[] read) {
    double error = 0;
    double norm = 0;
    for (int i = 0; i < values.length; i++) {
      error += Math.pow((double) read[i] - values[i], 2);
      norm += Math.pow(values[i], 2);
    }
    return Math.sqrt(error / norm);
  }

  /** What reading back in a dtype may add to the error of a code. */
  static double rounding(Dtype dtype, double value) {
    return switch (dtype) {
      case F32 -> 0;
      case F16 -> Math.max(Math.abs(value) * 0x1p-11, 0x1p-25);
      case BF16 -> Math.abs(value) * 0x1p-8;
      case BYTES -> throw new IllegalArgumentException("bytes are not numbers");
    };
  }
}
