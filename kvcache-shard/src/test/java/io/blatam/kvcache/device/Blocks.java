package io.blatam.kvcache.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.blatam.kvcache.api.Embeddings;
import io.blatam.kvcache.api.Neighbours;
import io.blatam.kvcache.codec.Dtype;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/** Random inputs for devices, from a seed. */
final class Blocks {

  private Blocks() {}

  /** Gaussian numbers, some channels much louder or silent; truncated to the dtype. */
  static byte[] tensor(TensorBlock shape, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ByteBuffer out = ByteBuffer.allocate(shape.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < shape.rows() * shape.channels(); i++) {
      float loudness =
          switch (i % shape.channels() % 16) {
            case 3 -> 50;
            case 5 -> 0;
            case 7 -> 0x1p-18f;
            default -> 1;
          };
      float value = (float) random.nextGaussian() * loudness;
      int bits = Float.floatToRawIntBits(value);
      if (shape.dtype() == Dtype.F32) {
        out.putInt(bits);
      } else if (shape.dtype() == Dtype.BF16) {
        out.putShort((short) (bits >>> 16));
      } else {
        int magnitude = Math.max(0, (bits & MAGNITUDE) - (112 << 23));
        out.putShort((short) (bits >>> 16 & 0x8000 | magnitude >>> 13));
      }
    }
    return out.array();
  }

  private static final int MAGNITUDE = 0x7fffffff;

  static Embeddings embeddings(int rows, int dimensions, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[rows * dimensions];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) random.nextGaussian();
    }
    return new Embeddings(numbers, dimensions);
  }

  /** Cosines within the bound; rows closer than that may stand in either order. */
  static void assertNear(Neighbours found, Neighbours expected) {
    for (int query = 0; query < expected.scores().length; query++) {
      assertThat(found.scores()[query]).containsExactly(expected.scores()[query], within(1e-5f));
      assertThat(found.rows()[query]).doesNotHaveDuplicates();
    }
  }
}
