package io.blatam.bul.routing;

import io.blatam.bul.routing.Verdict.Evidence;
import io.blatam.bul.routing.Verdict.Likely;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Labels texts after a few examples of each label. Five scorers speak for it: a linear classifier
 * and the nearest example by embedding, the nearest example by runs of letters, the words of each
 * label's profile and its names. {@link Fusion} makes calibrated probabilities of them. Pure,
 * immutable and thread-safe.
 */
public final class FewShotClassifier {
  /** What is asked for comes first; the rest of a long text is its matter. In characters. */
  private static final int READ = 600;

  private final List<LabelledText> examples;
  private final Labels labels;
  private final List<Scorer> scorers = new ArrayList<>();
  private final Fusion fusion;
  private final BySignals signals;
  private final ByName names;
  private final Optional<NearestByMeaning> nearest;

  private FewShotClassifier(
      List<LabelledText> examples, List<LabelProfile> profiles, Optional<List<float[]>> vectors) {
    this.examples = List.copyOf(examples);
    this.labels = Labels.of(examples);
    List<String> texts = examples.stream().map(LabelledText::text).toList();
    List<LabelProfile> known =
        profiles.stream().filter(p -> labels.names().contains(p.label())).toList();
    this.signals = new BySignals(labels, known, texts);
    this.names = new ByName(labels, known, texts);
    scorers.add(new NearestByLetters(labels, texts));
    if (!known.isEmpty()) {
      scorers.add(signals);
      scorers.add(names);
    }
    this.nearest = vectors.map(v -> new NearestByMeaning(labels, v));
    nearest.ifPresent(scorers::add);
    vectors.ifPresent(v -> scorers.add(LinearByMeaning.train(labels, v)));
    this.fusion =
        Fusion.fit(scorers.stream().map(Scorer::leaveOneOut).toArray(double[][][]::new), labels);
  }

  /**
   * Learns by words and meaning; takes about a second for a thousand examples.
   *
   * @param profiles may be empty, and those of labels without examples are not used
   * @param vectors the examples' embeddings in order, each of length 1
   */
  public static FewShotClassifier train(
      List<LabelledText> examples, List<LabelProfile> profiles, List<float[]> vectors) {
    return new FewShotClassifier(examples, profiles, Optional.of(vectors));
  }

  /** Learns by words alone. */
  public static FewShotClassifier byWords(
      List<LabelledText> examples, List<LabelProfile> profiles) {
    return new FewShotClassifier(examples, profiles, Optional.empty());
  }

  /**
   * The beginning of {@code text}, as much of it as is read, and so as much as is to be embedded.
   */
  public static String read(String text) {
    return text.length() <= READ ? text : text.substring(0, READ);
  }

  /**
   * How likely each label is.
   *
   * @param vector embedding of {@link #read}, of length 1; needed where it was trained with vectors
   */
  public Verdict classify(String text, Optional<float[]> vector) {
    Query query = new Query(read(text), vector);
    double[][] scores = scorers.stream().map(s -> s.score(query)).toArray(double[][]::new);
    double[] probabilities = fusion.probabilities(scores);
    List<Likely> ranking = new ArrayList<>();
    for (int label = 0; label < probabilities.length; label++) {
      ranking.add(new Likely(labels.names().get(label), probabilities[label]));
    }
    ranking.sort(Comparator.comparingDouble(Likely::probability).reversed());
    return new Verdict(ranking);
  }

  /** Why {@code text} may belong to {@code label}. */
  public Evidence evidence(String text, Optional<float[]> vector, String label) {
    int place = labels.names().indexOf(label);
    if (place < 0) {
      return new Evidence(Optional.empty(), List.of(), Optional.empty());
    }
    String read = read(text);
    return new Evidence(
        names.mentioned(read, place),
        signals.matched(read, place),
        nearest.flatMap(n -> vector.map(v -> examples.get(n.closest(v, place)).text())));
  }
}
