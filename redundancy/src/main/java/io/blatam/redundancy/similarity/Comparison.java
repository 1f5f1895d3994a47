package io.blatam.redundancy.similarity;

import io.blatam.redundancy.api.EarlierDocument;
import io.blatam.redundancy.api.Overlap;
import io.blatam.redundancy.api.PassageMatch;
import io.blatam.redundancy.api.Signature;
import io.blatam.redundancy.api.Similarity;
import io.blatam.redundancy.repetition.SharedPassages;
import io.blatam.redundancy.text.MarkdownProse;
import io.blatam.redundancy.text.Word;
import io.blatam.redundancy.text.Words;
import java.util.List;

/** Compares a text, read once, with as many others as need be. Immutable. */
public final class Comparison {

  private final String text;
  private final List<Word> words;
  private final Shingles shingles;

  private Comparison(String text, int shingleSize) {
    this.text = text;
    this.words = Words.of(MarkdownProse.of(text));
    this.shingles = Shingles.of(words, shingleSize);
  }

  public static Comparison of(String text, int shingleSize) {
    return new Comparison(text, shingleSize);
  }

  /** Computed each time, because comparing with a text itself does without. */
  public Signature signature() {
    return MinHash.of(shingles);
  }

  public Similarity with(Comparison other, int minPassageWords) {
    int shared = shingles.sharedWith(other.shingles);
    return new Similarity(
        shingles.size(),
        jaccard(shared, other),
        signature().estimatedJaccard(other.signature()),
        share(shared, shingles.count()),
        share(shared, other.shingles.count()),
        passages(other, minPassageWords));
  }

  public Overlap with(EarlierDocument earlier, int minPassageWords) {
    return earlier
        .text()
        .map(text -> of(text, shingles.size()))
        .map(other -> exact(earlier.id(), earlier.title(), other, minPassageWords))
        .orElseGet(() -> estimate(earlier));
  }

  /** How much of this text an earlier one already says. */
  public Overlap exact(String id, String title, Comparison other, int minPassageWords) {
    int shared = shingles.sharedWith(other.shingles);
    return new Overlap(
        id,
        title,
        share(shared, shingles.count()),
        jaccard(shared, other),
        false,
        passages(other, minPassageWords));
  }

  private Overlap estimate(EarlierDocument earlier) {
    Signature signature = signature();
    return new Overlap(
        earlier.id(),
        earlier.title(),
        signature.estimatedContainmentIn(earlier.signature()),
        signature.estimatedJaccard(earlier.signature()),
        true,
        List.of());
  }

  private List<PassageMatch> passages(Comparison other, int minPassageWords) {
    return SharedPassages.of(text, words, other.words, minPassageWords);
  }

  private double jaccard(int shared, Comparison other) {
    return share(shared, shingles.count() + other.shingles.count() - shared);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
