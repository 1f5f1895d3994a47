package io.blatam.bul.agent;

import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.FreeText;
import io.blatam.bul.locale.Language;
import io.blatam.inference.api.Embedder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Picks the business area of a brief. Words (BM25) and meaning (nearest example by embedding) each
 * rank the areas, and the ranks are fused (reciprocal rank fusion; Cormack, Clarke and Büttcher,
 * 2009): the two scores have no common scale, ranks do. Thread-safe; the examples are embedded
 * once, at construction.
 */
public final class AreaRouter {
  /** Smaller than the paper's 60, because ten areas and not thousands of documents are ranked. */
  private static final double FUSION = 2;

  private final List<SmeAgent> agents = SmeAgent.all();
  private final WordScore words = new WordScore(agents);
  private final Optional<Meaning> meaning;

  private AreaRouter(Optional<Meaning> meaning) {
    this.meaning = meaning;
  }

  /** Routes by words alone. */
  public static AreaRouter byWords() {
    return new AreaRouter(Optional.empty());
  }

  /** Routes by words and meaning; blocks while the examples are embedded. */
  public static AreaRouter with(Embedder embedder) {
    return new AreaRouter(Optional.of(Meaning.of(SmeAgent.all(), embedder)));
  }

  /** The area the brief names, or the one it belongs to; blocks for one embedding. */
  public Routing route(Brief brief) {
    Language language =
        brief.language().orElseGet(() -> FreeText.language(brief.text().orElse("")));
    if (brief.businessArea().isPresent()) {
      BusinessArea wanted = brief.businessArea().get();
      return new Routing(
          wanted,
          1,
          List.of(language.choose("el encargo indica el área", "the brief names the area")),
          List.of(wanted));
    }
    return route(textOf(brief), brief.documentType(), language);
  }

  private Routing route(String text, Optional<DocumentType> type, Language language) {
    Map<BusinessArea, Double> byWords = words.score(text);
    Optional<Map<BusinessArea, Meaning.Match>> byMeaning = meaning.map(m -> m.nearest(text));
    Map<BusinessArea, Double> fused = new EnumMap<>(BusinessArea.class);
    boolean wordsSpeak = byWords.values().stream().anyMatch(score -> score > 0);
    List<BusinessArea> wordRanking = ranking(byWords);
    addRanks(fused, wordRanking, wordsSpeak ? 1 : 0);
    byMeaning.ifPresent(matches -> addRanks(fused, ranking(similarities(matches)), 1));
    type.ifPresent(
        t -> natural(t).forEach(area -> fused.merge(area, 1 / (FUSION + 1), Double::sum)));
    List<BusinessArea> ranked = ranking(fused);
    BusinessArea best = ranked.get(0);
    return new Routing(
        best, confidence(fused, ranked), reasons(text, best, type, byMeaning, language), ranked);
  }

  private List<String> reasons(
      String text,
      BusinessArea area,
      Optional<DocumentType> type,
      Optional<Map<BusinessArea, Meaning.Match>> byMeaning,
      Language language) {
    List<String> reasons = new ArrayList<>();
    List<String> matched = words.matched(text, area);
    if (!matched.isEmpty()) {
      reasons.add(language.choose("coincide: ", "matched: ") + String.join(", ", matched));
    }
    byMeaning
        .map(matches -> matches.get(area))
        .ifPresent(
            match ->
                reasons.add(
                    language.choose("ejemplo más cercano: ", "nearest example: ")
                        + "“"
                        + match.example()
                        + "”"));
    type.filter(t -> natural(t).contains(area))
        .ifPresent(
            t ->
                reasons.add(
                    language.choose("suele redactar: ", "usually writes: ")
                        + t.label(language).toLowerCase(Locale.ROOT)));
    return reasons;
  }

  private List<BusinessArea> natural(DocumentType type) {
    return agents.stream()
        .filter(agent -> agent.documentTypes().contains(type) || agent.area() == type.area())
        .map(SmeAgent::area)
        .toList();
  }

  private static void addRanks(
      Map<BusinessArea, Double> fused, List<BusinessArea> ranked, double weight) {
    for (int rank = 0; rank < ranked.size(); rank++) {
      fused.merge(ranked.get(rank), weight / (FUSION + rank + 1), Double::sum);
    }
  }

  private static List<BusinessArea> ranking(Map<BusinessArea, Double> scores) {
    return scores.entrySet().stream()
        .sorted(
            Map.Entry.<BusinessArea, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<BusinessArea, Double> similarities(Map<BusinessArea, Meaning.Match> matches) {
    return matches.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().similarity()));
  }

  /** The lead over the runner-up as a share of the best score, 0 to 1. */
  private static double confidence(Map<BusinessArea, Double> fused, List<BusinessArea> ranked) {
    double first = fused.get(ranked.get(0));
    double second = ranked.size() > 1 ? fused.get(ranked.get(1)) : 0;
    double lead = first == 0 ? 0 : (first - second) / first;
    return Math.round(Math.min(1, 0.5 + lead) * 100) / 100.0;
  }

  /** Everything a brief says in words. */
  private static String textOf(Brief brief) {
    return Stream.of(
            brief.text(),
            brief.title(),
            Optional.of(String.join(". ", brief.objectives())).filter(s -> !s.isEmpty()),
            brief.documentType().map(t -> t.label(Language.ES) + ". " + t.label(Language.EN)),
            brief.hrPolicy().flatMap(p -> p.subject()),
            brief.meetingReport().flatMap(r -> r.subject()),
            brief.salesProposal().flatMap(p -> p.need()),
            brief.company().flatMap(c -> c.description()))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(". "));
  }
}
