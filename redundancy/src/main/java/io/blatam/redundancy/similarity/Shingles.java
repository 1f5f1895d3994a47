package io.blatam.redundancy.similarity;

import io.blatam.redundancy.text.Word;
import java.util.Arrays;
import java.util.List;

/**
 * The distinct runs of {@code size} words of a text, each as a 64-bit hash: at a million shingles
 * the odds that any two of them collide are one in thirty million. A text shorter than a shingle is
 * one shingle.
 */
record Shingles(int size, long[] sorted) {

  static Shingles of(List<Word> words, int size) {
    if (size < 1) {
      throw new IllegalArgumentException("A shingle has at least one word, not " + size);
    }
    if (words.isEmpty()) {
      return new Shingles(size, new long[0]);
    }
    int width = Math.min(size, words.size());
    long[] wordHashes = words.stream().mapToLong(word -> Hashing.of(word.normal())).toArray();
    long[] hashes = new long[words.size() - width + 1];
    for (int i = 0; i < hashes.length; i++) {
      long hash = width;
      for (int j = i; j < i + width; j++) {
        hash = Hashing.mix(hash * 31 + wordHashes[j]);
      }
      hashes[i] = hash;
    }
    return new Shingles(size, Arrays.stream(hashes).sorted().distinct().toArray());
  }

  int count() {
    return sorted.length;
  }

  int sharedWith(Shingles other) {
    int shared = 0;
    int i = 0;
    int j = 0;
    while (i < sorted.length && j < other.sorted.length) {
      int order = Long.compare(sorted[i], other.sorted[j]);
      if (order == 0) {
        shared++;
      }
      if (order <= 0) {
        i++;
      }
      if (order >= 0) {
        j++;
      }
    }
    return shared;
  }
}
