package io.blatam.bul.agent;

import io.blatam.bul.agent.Clarification.Choice;
import io.blatam.bul.agent.Routing.Candidate;
import io.blatam.bul.locale.Language;
import io.blatam.bul.routing.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The one question about a brief that does not say which document is wanted. */
final class Asking {
  private static final int LEAST = 2;
  private static final int MOST = 4;

  /** A choice this much less likely than the first is not worth reading. */
  private static final double WORTH = 0.15;

  /** Below this the likeliest type is no better than any other. */
  private static final double FAINT = 0.05;

  /** What is asked for most, for who said nothing. */
  private static final List<String> EVERYDAY =
      List.of("business-plan", "sales-proposal", "quotation", "meeting-report");

  private Asking() {}

  /**
   * @param types those that are written here, the likeliest first
   * @param area the likeliest
   */
  static Clarification about(
      Verdict verdict, List<Candidate> types, String area, SmeAgents agents, Language language) {
    String best = verdict.best().label();
    boolean unclear = best.equals(BriefLabels.UNCLEAR);
    boolean among = types.stream().anyMatch(type -> type.id().equals(best));
    List<String> offered =
        unclear && types.get(0).probability() < FAINT
            ? everyday(types)
            : likely(types, among || unclear ? type -> true : type -> writes(agents, type, area));
    return new Clarification(
        unclear || among
            ? language.choose("¿Qué documento necesita?", "Which document do you need?")
            : language.choose(
                "Eso exactamente no está entre los documentos que se redactan aquí; ¿cuál de estos"
                    + " se le acerca más?",
                "That exact document is not among those written here; which of these comes"
                    + " closest?"),
        offered.stream().map(type -> choice(type, agents, language)).toList());
  }

  /** The likeliest, and before them those preferred. */
  private static List<String> likely(List<Candidate> types, Predicate<String> preferred) {
    List<Candidate> ordered =
        types.stream().sorted(Comparator.comparing(type -> !preferred.test(type.id()))).toList();
    double worth = ordered.get(0).probability() * WORTH;
    return IntStream.range(0, Math.min(MOST, ordered.size()))
        .filter(i -> i < LEAST || ordered.get(i).probability() >= worth)
        .mapToObj(i -> ordered.get(i).id())
        .toList();
  }

  private static List<String> everyday(List<Candidate> types) {
    return types.stream().map(Candidate::id).filter(EVERYDAY::contains).sorted().toList();
  }

  private static boolean writes(SmeAgents agents, String type, String area) {
    return agents.writing(type).stream().anyMatch(a -> a.id().equals(area));
  }

  private static Choice choice(String type, SmeAgents agents, Language language) {
    return new Choice(agents.label(type, language), Optional.of(type), Optional.empty());
  }
}
