package io.blatam.benchmarks.devices;

import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.codec.Dtype;
import io.blatam.kvcache.device.TensorBlock;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** What the devices are measured on, from a seed. */
final class Inputs {

  private static final int DIMENSIONS = 384;

  private Inputs() {}

  /** Gaussian channels, each sixteenth fifty times louder; of F16 and BF16 truncated bits. */
  static byte[] tensor(TensorBlock shape) {
    SplittableRandom random = new SplittableRandom(shape.rows());
    ByteBuffer out = ByteBuffer.allocate(shape.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; out.hasRemaining(); i++) {
      float value = (float) random.nextGaussian() * (i % 16 == 3 ? 50 : 1);
      int bits = Float.floatToRawIntBits(value);
      if (shape.dtype() == Dtype.F32) {
        out.putInt(bits);
      } else if (shape.dtype() == Dtype.BF16) {
        out.putShort((short) (bits >>> 16));
      } else {
        int magnitude = Math.max(0, (bits & Integer.MAX_VALUE) - (112 << 23));
        out.putShort((short) (bits >>> 16 & 0x8000 | magnitude >>> 13));
      }
    }
    return out.array();
  }

  static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(length).nextBytes(bytes);
    return bytes;
  }

  static Embeddings embeddings(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[rows * DIMENSIONS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return new Embeddings(numbers, DIMENSIONS);
  }
}
