package io.blatam.bul.agent;

import io.blatam.bul.agent.Clarification.Choice;
import io.blatam.bul.agent.Routing.Candidate;
import io.blatam.bul.locale.Language;
import io.blatam.bul.routing.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The one question about a brief that does not say which document is wanted. */
final class Asking {
  private static final int LEAST = 2;
  private static final int MOST = 4;

  /** A choice this much less likely than the first is not worth reading. */
  private static final double WORTH = 0.15;

  private Asking() {}

  /**
   * @param types the likeliest first
   * @param area the likeliest
   */
  static Clarification about(
      Verdict verdict, List<Candidate> types, String area, SmeAgents agents, Language language) {
    boolean somethingElse = verdict.best().label().equals(BriefLabels.other(area));
    List<Candidate> offered =
        types.stream()
            .sorted(Comparator.comparing(t -> somethingElse && !writes(agents, t.id(), area)))
            .toList();
    double worth = offered.get(0).probability() * WORTH;
    List<Choice> choices =
        IntStream.range(0, Math.min(MOST, offered.size()))
            .filter(i -> i < LEAST || offered.get(i).probability() >= worth)
            .mapToObj(i -> choice(offered.get(i).id(), agents, language))
            .toList();
    String question =
        somethingElse
            ? language.choose(
                "Eso exactamente no está entre los documentos que se redactan aquí; ¿cuál de estos se"
                    + " le acerca más?",
                "That exact document is not among those written here; which of these comes closest?")
            : language.choose("¿Qué documento necesita?", "Which document do you need?");
    return new Clarification(question, choices);
  }

  private static boolean writes(SmeAgents agents, String type, String area) {
    return agents.writing(type).stream().anyMatch(a -> a.id().equals(area));
  }

  private static Choice choice(String type, SmeAgents agents, Language language) {
    return new Choice(agents.label(type, language), Optional.of(type), Optional.empty());
  }
}
