package io.blatam.bul.agent;

import io.blatam.bul.agent.Routing.Candidate;
import io.blatam.bul.brief.Brief;
import io.blatam.bul.brief.BusinessArea;
import io.blatam.bul.brief.DocumentKind;
import io.blatam.bul.brief.FreeText;
import io.blatam.bul.locale.Language;
import io.blatam.bul.profile.AgentMemory;
import io.blatam.bul.routing.FewShotClassifier;
import io.blatam.bul.routing.Verdict;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Embedder.Role;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Settles which document a brief asks for and which area it belongs to. What the brief says in its
 * fields is taken as it is; the rest is told from its words by a {@link FewShotClassifier} over the
 * agents' examples; what is not certain enough is asked. Thread-safe; learns once, when made.
 */
public final class BriefRouter {
  private static final int CANDIDATES = 5;

  private final SmeAgents agents;
  private final BriefLabels labels;
  private final FewShotClassifier classifier;
  private final Optional<Embedder> embedder;
  private final RoutingSettings settings;
  private final Predicate<String> written;

  private BriefRouter(
      SmeAgents agents,
      Optional<Embedder> embedder,
      RoutingSettings settings,
      Predicate<String> written) {
    this.written = written;
    this.agents = agents;
    this.settings = settings;
    this.embedder = embedder;
    this.labels = new BriefLabels(agents);
    this.classifier = labels.learn(embedder);
  }

  /**
   * Routes by words alone.
   *
   * @param written whether documents of a type are written here; others are never chosen or offered
   */
  public static BriefRouter byWords(
      SmeAgents agents, RoutingSettings settings, Predicate<String> written) {
    return new BriefRouter(agents, Optional.empty(), settings, written);
  }

  /** Routes by words and meaning; blocks while the examples are embedded. */
  public static BriefRouter with(
      SmeAgents agents, Embedder embedder, RoutingSettings settings, Predicate<String> written) {
    return new BriefRouter(agents, Optional.of(embedder), settings, written);
  }

  /** Blocks for one embedding. */
  public Routing route(Brief brief) {
    return route(brief, Map.of(), Map.of());
  }

  /**
   * As {@link #route(Brief)}, with what was decided before.
   *
   * @param remembered document types by {@link #key}: answers that the tenant gave to the same ask
   * @param areasOfTypes areas by document type, as the tenant last wanted them
   */
  public Routing route(
      Brief brief, Map<String, String> remembered, Map<String, String> areasOfTypes) {
    RoutingReasons reasons =
        new RoutingReasons(
            brief.language().orElseGet(() -> FreeText.language(brief.text().orElse(""))));
    String text = textOf(brief);
    Optional<float[]> vector =
        embedder.map(e -> e.embed(List.of(FewShotClassifier.read(text)), Role.QUERY).get(0));
    Verdict verdict = classifier.classify(text, vector);
    List<Candidate> types = preferring(brief.businessArea(), BriefLabels.types(verdict));
    Optional<Candidate> told =
        named(brief, reasons).or(() -> remembered(brief, remembered, reasons));
    Optional<Candidate> type = told.or(() -> certain(verdict, types));
    if (told.isEmpty() && type.isPresent()) {
      reasons.words(classifier.evidence(text, vector, type.get().id()));
    }
    List<Candidate> areas = labels.areas(verdict);
    Candidate area = new AreaChoice(agents, brief, type, reasons).of(areasOfTypes, areas);
    if (type.isEmpty()) {
      reasons.words(classifier.evidence(text, vector, BriefLabels.other(area.id())));
    }
    return new Routing(
        new BusinessArea(area.id()),
        rounded(area.probability()),
        type.map(Candidate::id),
        rounded(type.orElse(types.get(0)).probability()),
        reasons.all(),
        areas.stream().map(BriefRouter::rounded).toList(),
        types.stream().limit(CANDIDATES).map(BriefRouter::rounded).toList(),
        type.isPresent()
            ? Optional.empty()
            : Optional.of(
                Asking.about(
                    verdict,
                    types.stream().filter(t -> written.test(t.id())).toList(),
                    area.id(),
                    agents,
                    reasons.language())));
  }

  /**
   * What the brief says itself, by name or by the fields of one type; or a type of the operator's.
   */
  private Optional<Candidate> named(Brief brief, RoutingReasons reasons) {
    Optional<DocumentKind> said =
        DocumentKind.of(brief)
            .filter(
                kind ->
                    kind.evidence().isEmpty()
                        || DocumentKind.filledIn(brief).isPresent()
                        || !labels.knows(kind.type().id()));
    said.ifPresent(reasons::type);
    return said.map(kind -> new Candidate(kind.type().id(), 1));
  }

  private Optional<Candidate> remembered(
      Brief brief, Map<String, String> remembered, RoutingReasons reasons) {
    Optional<String> type =
        Optional.ofNullable(remembered.get(AgentMemory.key(brief))).filter(written);
    type.ifPresent(
        known ->
            reasons.add(
                "así se respondió antes a la misma petición",
                "the same ask was answered like this before"));
    return type.map(known -> new Candidate(known, 1));
  }

  /** The likeliest type, unless it is not certain enough or not written here. */
  private Optional<Candidate> certain(Verdict verdict, List<Candidate> types) {
    Candidate best = types.get(0);
    boolean somethingElse =
        !BriefLabels.isType(verdict.best().label())
            && verdict.best().probability() > best.probability();
    boolean uncertain =
        best.probability() < settings.askBelow()
            || BriefLabels.elsewhere(verdict) > settings.elsewhereUpTo();
    return somethingElse || uncertain || !written.test(best.id())
        ? Optional.empty()
        : Optional.of(best);
  }

  /** An area that is named makes its own types likelier, by Bayes' rule with a share of 4 to 1. */
  private List<Candidate> preferring(Optional<BusinessArea> area, List<Candidate> types) {
    Optional<SmeAgent> agent = area.flatMap(agents::of);
    if (agent.isEmpty()) {
      return types;
    }
    List<String> own = agent.get().documentTypes();
    double before = types.stream().mapToDouble(Candidate::probability).sum();
    double after =
        types.stream().mapToDouble(t -> t.probability() * (own.contains(t.id()) ? 4 : 1)).sum();
    return types.stream()
        .map(
            t ->
                new Candidate(
                    t.id(),
                    after == 0
                        ? 0
                        : t.probability() * (own.contains(t.id()) ? 4 : 1) * before / after))
        .sorted(Comparator.comparingDouble(Candidate::probability).reversed())
        .toList();
  }

  private static Candidate rounded(Candidate candidate) {
    return new Candidate(candidate.id(), rounded(candidate.probability()));
  }

  private static double rounded(double probability) {
    return Math.round(probability * 1000) / 1000.0;
  }

  /** Everything a brief says in words, what it asks for first. */
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
