package io.blatam.inference.semantic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Stream;

/**
 * A prompt as the index keeps it: nothing that could be read, only what it takes to compare.
 *
 * @param vector the embedding times {@value #SCALE}, rounded: its cosines are off by less than
 *     0.002
 * @param facts a hash of all facts together, since they are all equal or the prompts are not
 * @param names hashes in ascending order
 * @param openers hashes of the words that begin sentences
 * @param openerStems the same words, in the same order, cut as {@code stems} are
 * @param stems hashes in ascending order
 * @param order a hash of the facts and names in their order
 * @param sequence a hash of all words in their order
 * @param directed whether the sequence matters
 */
public record PromptSketch(
    byte[] vector,
    int facts,
    int[] names,
    int[] openers,
    int[] openerStems,
    int[] stems,
    int order,
    int sequence,
    boolean directed) {

  /** The components of an embedding of length 1 in 384 dimensions rarely exceed a quarter. */
  private static final int SCALE = 400;

  /** Longer prompts are rarely asked again in other words, and would make the index large. */
  static final int MOST_WORDS = 200;

  /** What is kept of a prompt with this embedding, of any length. */
  public static PromptSketch of(String prompt, float[] embedding) {
    PromptWords words = PromptWords.of(prompt);
    byte[] vector = new byte[embedding.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] =
          (byte)
              Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, Math.round(embedding[i] * SCALE)));
    }
    return new PromptSketch(
        vector,
        hash(String.join("\n", words.facts())),
        sorted(words.names()),
        words.openers().stream().mapToInt(PromptSketch::hash).toArray(),
        words.openers().stream().map(PromptWords::stem).mapToInt(PromptSketch::hash).toArray(),
        sorted(words.stems()),
        hash(String.join("\n", words.order())),
        hash(String.join("\n", words.sequence())),
        words.directed());
  }

  /** The cosine of the angle between the embeddings, -1 to 1. */
  public double cosine(PromptSketch other) {
    long dot = 0;
    long own = 0;
    long others = 0;
    for (int i = 0; i < vector.length; i++) {
      dot += vector[i] * other.vector[i];
      own += vector[i] * vector[i];
      others += other.vector[i] * other.vector[i];
    }
    return own == 0 || others == 0 ? 0 : dot / Math.sqrt((double) own * others);
  }

  /** Words in both among words in either (Jaccard), 0 to 1; names and openers count as words. */
  public double overlap(PromptSketch other) {
    int[] a = allWords();
    int[] b = other.allWords();
    int both = common(a, b);
    int either = a.length + b.length - both;
    return either == 0 ? 1 : (double) both / either;
  }

  /**
   * Whether numbers, negations, times, amounts and opposites are the same, every name of the one
   * stands in the other, none has changed places with another, and, where a word such as "from"
   * makes it matter, all words follow each other alike. A word that begins a sentence passes for a
   * name or for a word.
   */
  public boolean agrees(PromptSketch other) {
    boolean anyOrder = !directed && !other.directed;
    return facts == other.facts
        && order == other.order
        && (anyOrder || sequence == other.sequence)
        && namesStandIn(other)
        && other.namesStandIn(this);
  }

  /**
   * How many words stand in one of the two alone: those that either lacks of the other's, the
   * larger number. Neither embedding nor overlap tells a baker's plan from a florist's, or from a
   * vegan baker's.
   */
  public int substituted(PromptSketch other) {
    int[] own = allWords();
    int[] others = other.allWords();
    return Math.max(own.length, others.length) - common(own, others);
  }

  private boolean namesStandIn(PromptSketch other) {
    for (int i = 0; i < openers.length; i++) {
      if (!other.isName(openers[i]) && !contains(other.allWords(), openerStems[i])) {
        return false;
      }
    }
    return Arrays.stream(names).allMatch(other::isName);
  }

  private boolean isName(int hash) {
    return contains(names, hash) || Arrays.stream(openers).anyMatch(opener -> opener == hash);
  }

  /** A name is not cut: Madrid and Madrigal are two. */
  private int[] allWords() {
    return Stream.of(names, openerStems, stems)
        .flatMapToInt(Arrays::stream)
        .sorted()
        .distinct()
        .toArray();
  }

  int words() {
    return names.length + openers.length + stems.length;
  }

  int bytes() {
    return Short.BYTES * 5 + Integer.BYTES * (3 + openers.length + words()) + 1 + vector.length;
  }

  void write(ByteBuffer out) {
    out.putShort((short) vector.length).put(vector).putInt(facts);
    write(names, out);
    write(openers, out);
    write(openerStems, out);
    write(stems, out);
    out.putInt(order).putInt(sequence).put((byte) (directed ? 1 : 0));
  }

  static PromptSketch read(ByteBuffer in) {
    byte[] vector = new byte[in.getShort()];
    in.get(vector);
    return new PromptSketch(
        vector,
        in.getInt(),
        readInts(in),
        readInts(in),
        readInts(in),
        readInts(in),
        in.getInt(),
        in.getInt(),
        in.get() == 1);
  }

  private static void write(int[] values, ByteBuffer out) {
    out.putShort((short) values.length);
    for (int value : values) {
      out.putInt(value);
    }
  }

  private static int[] readInts(ByteBuffer in) {
    int[] values = new int[in.getShort()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.getInt();
    }
    return values;
  }

  private static int[] sorted(Collection<String> words) {
    return words.stream().mapToInt(PromptSketch::hash).sorted().distinct().toArray();
  }

  /** FNV-1a: two of a prompt's few words fall together once in millions of prompts. */
  private static int hash(String text) {
    int hash = 0x811C9DC5;
    for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
      hash = (hash ^ each) * 0x01000193;
    }
    return hash;
  }

  private static boolean contains(int[] sorted, int value) {
    return Arrays.binarySearch(sorted, value) >= 0;
  }

  private static int common(int[] a, int[] b) {
    int common = 0;
    for (int value : a) {
      common += contains(b, value) ? 1 : 0;
    }
    return common;
  }
}
