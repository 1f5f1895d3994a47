package io.blatam.bul.agent;

import io.blatam.bul.agent.Routing.Candidate;
import io.blatam.bul.routing.FewShotClassifier;
import io.blatam.bul.routing.LabelProfile;
import io.blatam.bul.routing.LabelledText;
import io.blatam.bul.routing.Verdict;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Embedder.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the agents know, as labels to tell apart: each document type, for each area "something else
 * of this area", and asks that could mean anything.
 */
final class BriefLabels {
  private static final String OTHER = "/other";
  static final String UNCLEAR = "/unclear";

  private final Map<String, String> areaOf = new HashMap<>();
  private final List<LabelledText> examples = new ArrayList<>();
  private final List<LabelProfile> profiles = new ArrayList<>();

  BriefLabels(SmeAgents agents) {
    for (SmeAgent agent : agents.all()) {
      String area = agent.area().id();
      agent
          .documents()
          .forEach(
              document -> {
                areaOf.putIfAbsent(document.type(), area);
                document
                    .examples()
                    .both()
                    .forEach(text -> examples.add(new LabelledText(document.type(), text)));
                profiles.add(
                    new LabelProfile(
                        document.type(), document.names().both(), document.signals().both()));
              });
      areaOf.put(area + OTHER, area);
      agent.examples().both().forEach(t -> examples.add(new LabelledText(area + OTHER, t)));
      profiles.add(new LabelProfile(area + OTHER, List.of(), agent.keywords().both()));
    }
    agents.unclear().forEach(text -> examples.add(new LabelledText(UNCLEAR, text)));
  }

  /** Blocks while the examples are embedded, about 5 ms each where they are not cached. */
  FewShotClassifier learn(Optional<Embedder> embedder) {
    return embedder
        .map(e -> FewShotClassifier.train(examples, profiles, vectors(e)))
        .orElseGet(() -> FewShotClassifier.byWords(examples, profiles));
  }

  private List<float[]> vectors(Embedder embedder) {
    List<String> texts = examples.stream().map(e -> FewShotClassifier.read(e.text())).toList();
    List<float[]> vectors = new ArrayList<>();
    for (int from = 0; from < texts.size(); from += embedder.maxBatch()) {
      int to = Math.min(texts.size(), from + embedder.maxBatch());
      // An ask and an example are the same kind of text, so both have the same role.
      vectors.addAll(embedder.embed(texts.subList(from, to), Role.QUERY));
    }
    return vectors;
  }

  /** The label of what belongs to an area and to none of its types. */
  static String other(String area) {
    return area + OTHER;
  }

  static boolean isType(String label) {
    return label.indexOf('/') < 0;
  }

  /** Whether examples of {@code type} were learned from. */
  boolean knows(String type) {
    return areaOf.containsKey(type);
  }

  /** The document types, the likeliest first. */
  static List<Candidate> types(Verdict verdict) {
    return verdict.ranking().stream()
        .filter(likely -> isType(likely.label()))
        .map(likely -> new Candidate(likely.label(), likely.probability()))
        .toList();
  }

  /** How likely it is that none of the document types is meant, or any of them. */
  static double elsewhere(Verdict verdict) {
    return verdict.ranking().stream()
        .filter(likely -> !isType(likely.label()))
        .mapToDouble(Verdict.Likely::probability)
        .sum();
  }

  /** The areas, the likeliest first; what could mean anything speaks for none of them. */
  List<Candidate> areas(Verdict verdict) {
    Map<String, Double> sums = new HashMap<>();
    verdict.ranking().stream()
        .filter(likely -> areaOf.containsKey(likely.label()))
        .forEach(l -> sums.merge(areaOf.get(l.label()), l.probability(), Double::sum));
    double all = sums.values().stream().mapToDouble(Double::doubleValue).sum();
    return sums.entrySet().stream()
        .map(entry -> new Candidate(entry.getKey(), all > 0 ? entry.getValue() / all : 0))
        .sorted(
            Comparator.comparingDouble(Candidate::probability)
                .reversed()
                .thenComparing(Candidate::id))
        .toList();
  }
}
