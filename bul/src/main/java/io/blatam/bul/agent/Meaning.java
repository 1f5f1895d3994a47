package io.blatam.bul.agent;

import io.blatam.bul.brief.BusinessArea;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Embedder.Role;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The example briefs of every area as vectors, and which of them a text is closest to. */
final class Meaning {
  private final Embedder embedder;
  private final List<Example> examples;

  private Meaning(Embedder embedder, List<Example> examples) {
    this.embedder = embedder;
    this.examples = examples;
  }

  static Meaning of(List<SmeAgent> agents, Embedder embedder) {
    List<BusinessArea> areas = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (SmeAgent agent : agents) {
      Stream.concat(agent.examples().es().stream(), agent.examples().en().stream())
          .forEach(
              text -> {
                areas.add(agent.area());
                texts.add(text);
              });
    }
    List<float[]> vectors = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += embedder.maxBatch()) {
      int to = Math.min(texts.size(), from + embedder.maxBatch());
      vectors.addAll(embedder.embed(texts.subList(from, to), Role.PASSAGE));
    }
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      examples.add(new Example(areas.get(i), texts.get(i), vectors.get(i)));
    }
    return new Meaning(embedder, List.copyOf(examples));
  }

  /** For each area, its closest example. */
  Map<BusinessArea, Match> nearest(String text) {
    float[] query = embedder.embed(List.of(text), Role.QUERY).get(0);
    Map<BusinessArea, Match> best = new EnumMap<>(BusinessArea.class);
    for (Example example : examples) {
      Match match = new Match(example.text, Embedder.cosine(query, example.vector));
      best.merge(example.area, match, (a, b) -> a.similarity >= b.similarity ? a : b);
    }
    return best;
  }

  /** An example and how close it is. */
  record Match(String example, double similarity) {}

  private record Example(BusinessArea area, String text, float[] vector) {}
}
