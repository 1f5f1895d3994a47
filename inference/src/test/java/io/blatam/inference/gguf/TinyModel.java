package io.blatam.inference.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Writes a Llama model of random weights as a GGUF file (version 3): it says nothing sensible, but
 * llama.cpp takes it for what it is. Its words are single bytes and letters.
 */
final class TinyModel {

  private static final int EMBEDDING = 32;
  private static final int FEED_FORWARD = 64;
  private static final int HEADS = 4;
  private static final int LAYERS = 2;
  private static final int CONTEXT = 256;
  private static final int ALIGNMENT = 32;

  private static final int U32 = 4;
  private static final int I32 = 5;
  private static final int F32 = 6;
  private static final int BOOL = 7;
  private static final int TEXT = 8;
  private static final int LIST = 9;

  private static final int NORMAL = 1;
  private static final int UNKNOWN = 2;
  private static final int CONTROL = 3;
  private static final int BYTE = 6;

  private final ByteArrayOutputStream values = new ByteArrayOutputStream();
  private int valueCount;

  private TinyModel() {}

  /** A complete file. */
  static Path write(Path file, long seed) {
    return write(file, seed, "llama");
  }

  static Path write(Path file, long seed, String architecture) {
    try {
      return Files.write(file, new TinyModel().bytes(new Random(seed), architecture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] bytes(Random random, String architecture) {
    List<String> words = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
    List<Integer> types = new ArrayList<>(List.of(UNKNOWN, CONTROL, CONTROL));
    for (int octet = 0; octet < 256; octet++) {
      words.add("<0x%02X>".formatted(octet));
      types.add(BYTE);
    }
    for (String letter : "▁ e a o s n r i l d u t c m p b g v".split(" ")) {
      words.add(letter);
      types.add(NORMAL);
    }
    describe(architecture, words, types);
    Map<String, int[]> tensors = tensors(words.size());
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
    file.writeBytes(u32(3));
    file.writeBytes(u64(tensors.size()));
    file.writeBytes(u64(valueCount));
    file.writeBytes(values.toByteArray());
    ByteArrayOutputStream weights = new ByteArrayOutputStream();
    tensors.forEach(
        (name, shape) -> {
          file.writeBytes(text(name));
          file.writeBytes(u32(shape.length));
          for (int side : shape) {
            file.writeBytes(u64(side));
          }
          file.writeBytes(u32(0));
          file.writeBytes(u64(weights.size()));
          weights.writeBytes(weights(shape, name.endsWith("norm.weight"), random));
          pad(weights);
        });
    pad(file);
    file.writeBytes(weights.toByteArray());
    return file.toByteArray();
  }

  private void describe(String architecture, List<String> words, List<Integer> types) {
    value("general.architecture", TEXT, text(architecture));
    String of = architecture + ".";
    value(of + "context_length", U32, u32(CONTEXT));
    value(of + "embedding_length", U32, u32(EMBEDDING));
    value(of + "block_count", U32, u32(LAYERS));
    value(of + "feed_forward_length", U32, u32(FEED_FORWARD));
    value(of + "attention.head_count", U32, u32(HEADS));
    value(of + "attention.head_count_kv", U32, u32(HEADS));
    value(of + "rope.dimension_count", U32, u32(EMBEDDING / HEADS));
    value(of + "attention.layer_norm_rms_epsilon", F32, f32(1e-5f));
    value(of + "vocab_size", U32, u32(words.size()));
    value("tokenizer.ggml.model", TEXT, text("llama"));
    list("tokenizer.ggml.tokens", TEXT, words.stream().map(TinyModel::text).toList());
    list("tokenizer.ggml.scores", F32, words.stream().map(word -> f32(0)).toList());
    list("tokenizer.ggml.token_type", I32, types.stream().map(TinyModel::u32).toList());
    value("tokenizer.ggml.bos_token_id", U32, u32(1));
    value("tokenizer.ggml.eos_token_id", U32, u32(2));
    value("tokenizer.ggml.unknown_token_id", U32, u32(0));
    value("tokenizer.ggml.add_bos_token", BOOL, new byte[] {1});
  }

  private static Map<String, int[]> tensors(int words) {
    Map<String, int[]> tensors = new LinkedHashMap<>();
    tensors.put("token_embd.weight", new int[] {EMBEDDING, words});
    for (int layer = 0; layer < LAYERS; layer++) {
      String block = "blk." + layer + ".";
      tensors.put(block + "attn_norm.weight", new int[] {EMBEDDING});
      for (String part : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
        tensors.put(block + part + ".weight", new int[] {EMBEDDING, EMBEDDING});
      }
      tensors.put(block + "ffn_norm.weight", new int[] {EMBEDDING});
      tensors.put(block + "ffn_gate.weight", new int[] {EMBEDDING, FEED_FORWARD});
      tensors.put(block + "ffn_up.weight", new int[] {EMBEDDING, FEED_FORWARD});
      tensors.put(block + "ffn_down.weight", new int[] {FEED_FORWARD, EMBEDDING});
    }
    tensors.put("output_norm.weight", new int[] {EMBEDDING});
    tensors.put("output.weight", new int[] {EMBEDDING, words});
    return tensors;
  }

  private static byte[] weights(int[] shape, boolean norm, Random random) {
    int count = 1;
    for (int side : shape) {
      count *= side;
    }
    ByteBuffer buffer = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      buffer.putFloat(norm ? 1 : (float) random.nextGaussian() * 0.3f);
    }
    return buffer.array();
  }

  private void value(String key, int type, byte[] bytes) {
    values.writeBytes(text(key));
    values.writeBytes(u32(type));
    values.writeBytes(bytes);
    valueCount++;
  }

  private void list(String key, int of, List<byte[]> elements) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(u32(of));
    all.writeBytes(u64(elements.size()));
    elements.forEach(all::writeBytes);
    value(key, LIST, all.toByteArray());
  }

  private static void pad(ByteArrayOutputStream out) {
    out.writeBytes(new byte[(ALIGNMENT - out.size() % ALIGNMENT) % ALIGNMENT]);
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + bytes.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] u32(int number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array();
  }

  private static byte[] f32(float number) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(number).array();
  }

  private static byte[] u64(long number) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
  }
}
