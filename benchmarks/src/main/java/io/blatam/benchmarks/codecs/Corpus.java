package io.blatam.benchmarks.codecs;

import io.blatam.kvcache.codec.Dtype;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;

/** What the codecs are measured on, from a seed. */
final class Corpus {

  static final int CHANNELS = 128;

  private static final String[] SUBJECTS = {
    "La empresa", "El comité de dirección", "Cada sucursal", "El equipo comercial", "The company",
    "Our supplier", "The finance team", "El cliente", "La operación en Bogotá", "Each new contract"
  };
  private static final String[] VERBS = {
    "revisa",
    "proyecta",
    "aumenta",
    "reports",
    "reduces",
    "negocia",
    "documenta",
    "plans",
    "cubre",
    "compares"
  };
  private static final String[] OBJECTS = {
    "los costos fijos", "el flujo de caja", "la utilidad neta", "the break-even point",
    "working capital", "las ventas mensuales", "the delivery schedule", "el punto de equilibrio",
    "la cartera vencida", "the marketing budget"
  };

  private Corpus() {}

  /** Rows of 128 Gaussian channels, each sixteenth of them fifty times louder. */
  static float[] tensor(int rows, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] values = new float[rows * CHANNELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() * (i % 16 == 3 ? 50 : 1);
    }
    return values;
  }

  /** Truncates to the dtype, which is as good as rounding for data that is random anyway. */
  static byte[] bytes(Dtype dtype, float[] values) {
    ByteBuffer out =
        ByteBuffer.allocate(values.length * dtype.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      int bits = Float.floatToRawIntBits(value);
      switch (dtype) {
        case F32 -> out.putInt(bits);
        case BF16 -> out.putShort((short) (bits >>> 16));
        case F16 -> out.putShort((short) half(bits));
        case BYTES -> throw new IllegalArgumentException("bytes are not numbers");
      }
    }
    return out.array();
  }

  static float number(Dtype dtype, ByteBuffer in) {
    return switch (dtype) {
      case F32 -> in.getFloat();
      case BF16 -> Float.intBitsToFloat(in.getShort() << 16);
      case F16 -> {
        int half = in.getShort();
        int magnitude = half & 0x7fff;
        float value =
            magnitude < 0x400
                ? magnitude * 0x1p-24f
                : Float.intBitsToFloat((magnitude << 13) + (112 << 23));
        yield half < 0 ? -value : value;
      }
      case BYTES -> throw new IllegalArgumentException("bytes are not numbers");
    };
  }

  private static int half(int bits) {
    int sign = bits >>> 16 & 0x8000;
    int magnitude = (bits & 0x7fffffff) - (112 << 23);
    return magnitude < 1 << 23 ? sign : sign | magnitude >>> 13;
  }

  /** Sentences of a business document, with figures. */
  static byte[] text(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder(length + 200);
    while (text.length() < length) {
      text.append(pick(SUBJECTS, random)).append(' ').append(pick(VERBS, random)).append(' ');
      text.append(pick(OBJECTS, random));
      text.append(
          String.format(
              Locale.ROOT,
              " (%,d COP, %.1f %%). ",
              random.nextInt(1, 90_000) * 1000L,
              random.nextDouble() * 40));
      if (random.nextInt(6) == 0) {
        text.append("\n\n## ").append(pick(OBJECTS, random)).append("\n\n");
      }
    }
    return Arrays.copyOf(text.toString().getBytes(StandardCharsets.UTF_8), length);
  }

  private static String pick(String[] words, SplittableRandom random) {
    return words[random.nextInt(words.length)];
  }

  static byte[] noise(int length, long seed) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }
}
