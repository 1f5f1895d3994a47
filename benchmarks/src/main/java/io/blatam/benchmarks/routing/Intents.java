package io.blatam.benchmarks.routing;

import io.blatam.bul.routing.FewShotClassifier;
import io.blatam.bul.routing.LabelledText;
import io.blatam.bul.routing.Verdict.Likely;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Embedder.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * banking77: customers' questions in 77 intents. Only the public training file is read and split
 * here: ordered by SHA-256 of the text, the first k of each intent are the examples and all others
 * are asked, so that the split is fixed and nobody chose it.
 */
final class Intents {
  private static final double TARGET = 0.80;
  private static final int TARGET_EXAMPLES = 10;
  private static final int[] EXAMPLES = {5, 10};

  private record Question(LabelledText text, float[] vector) {}

  private Intents() {}

  /**
   * @return whether the target is met
   */
  static boolean measure(Embedder embedder, Path file) throws IOException {
    List<Question> questions = embedded(embedder, ordered(file));
    System.out.printf(
        "banking77, %d questions; examples: the first k of each intent by SHA-256%n",
        questions.size());
    System.out.printf(
        "%2s %6s | %9s %9s %9s %9s | %9s%n",
        "k", "asked", "words", "nearest", "centroid", "fused", "ece fused");
    boolean met = true;
    for (int k : EXAMPLES) {
      double fused = report(k, questions);
      if (k == TARGET_EXAMPLES) {
        met = RoutingBench.target("banking77, k = 10", fused, TARGET);
      }
    }
    return met;
  }

  private static double report(int k, List<Question> questions) {
    List<Question> examples = new ArrayList<>();
    List<Question> asked = new ArrayList<>();
    Map<String, Integer> seen = new HashMap<>();
    for (Question question : questions) {
      (seen.merge(question.text().label(), 1, Integer::sum) <= k ? examples : asked).add(question);
    }
    List<LabelledText> texts = examples.stream().map(Question::text).toList();
    FewShotClassifier words = FewShotClassifier.byWords(texts, List.of());
    FewShotClassifier fused =
        FewShotClassifier.train(texts, List.of(), examples.stream().map(Question::vector).toList());
    Map<String, float[]> centroids = centroids(examples);
    Calibration calibration = new Calibration();
    double ofWords =
        accuracy(asked, (text, v) -> words.classify(text, Optional.empty()).best().label());
    double ofNearest = accuracy(asked, (text, vector) -> nearest(examples, vector));
    double ofCentroid = accuracy(asked, (text, vector) -> closest(centroids, vector));
    int right = 0;
    for (Question question : asked) {
      Likely best = fused.classify(question.text().text(), Optional.of(question.vector())).best();
      boolean correct = best.label().equals(question.text().label());
      right += correct ? 1 : 0;
      calibration.add(best.probability(), correct);
    }
    double ofFused = (double) right / asked.size();
    System.out.printf(
        "%2d %6d | %9.3f %9.3f %9.3f %9.3f | %9.3f%n",
        k, asked.size(), ofWords, ofNearest, ofCentroid, ofFused, calibration.error());
    return ofFused;
  }

  private static double accuracy(
      List<Question> asked, BiFunction<String, float[], String> classifier) {
    return (double)
            asked.stream()
                .filter(q -> classifier.apply(q.text().text(), q.vector()).equals(q.text().label()))
                .count()
        / asked.size();
  }

  private static String nearest(List<Question> examples, float[] vector) {
    return examples.stream()
        .max(Comparator.comparingDouble(e -> Embedder.cosine(e.vector(), vector)))
        .orElseThrow()
        .text()
        .label();
  }

  private static String closest(Map<String, float[]> centroids, float[] vector) {
    return centroids.entrySet().stream()
        .max(Comparator.comparingDouble(e -> Embedder.cosine(e.getValue(), vector)))
        .orElseThrow()
        .getKey();
  }

  private static Map<String, float[]> centroids(List<Question> examples) {
    Map<String, float[]> sums = new TreeMap<>();
    for (Question example : examples) {
      float[] sum =
          sums.computeIfAbsent(example.text().label(), l -> new float[example.vector().length]);
      for (int d = 0; d < sum.length; d++) {
        sum[d] += example.vector()[d];
      }
    }
    return sums;
  }

  private static List<LabelledText> ordered(Path file) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser rows = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
      List<LabelledText> texts = new ArrayList<>();
      rows.forEach(row -> texts.add(new LabelledText(row.get("category"), row.get("text"))));
      texts.sort(Comparator.comparing(text -> DigestUtils.sha256Hex(text.text())));
      return texts;
    }
  }

  private static List<Question> embedded(Embedder embedder, List<LabelledText> texts) {
    List<Question> questions = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += embedder.maxBatch()) {
      List<LabelledText> batch =
          texts.subList(from, Math.min(texts.size(), from + embedder.maxBatch()));
      List<float[]> vectors =
          embedder.embed(
              batch.stream().map(t -> FewShotClassifier.read(t.text())).toList(), Role.QUERY);
      for (int i = 0; i < batch.size(); i++) {
        questions.add(new Question(batch.get(i), vectors.get(i)));
      }
    }
    return questions;
  }
}
