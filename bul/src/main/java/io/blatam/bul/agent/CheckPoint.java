package io.blatam.bul.agent;

import io.blatam.bul.agent.SmeAgent.Phrases;
import io.blatam.bul.locale.Bilingual;
import java.util.List;
import java.util.Optional;

/**
 * One point of an area's checklist.
 *
 * @param id stable and in kebab-case; the code of its findings
 * @param text what must hold, as a sentence; also the advice when it does not
 * @param severity how much it weighs when it does not hold
 * @param types the document types it is about; empty for all
 * @param rule what a machine can check of it; empty where a person has to look
 */
public record CheckPoint(
    String id, Bilingual text, Severity severity, List<String> types, Optional<Rule> rule) {

  public CheckPoint {
    types = List.copyOf(types);
  }

  /** How much a finding weighs. */
  public enum Severity {
    /** The document should not leave like this. */
    SEVERE,
    /** Worth mending before it leaves. */
    WARNING,
    /** Would make it better. */
    ADVICE
  }

  /**
   * What a machine can check. Phrases match from the beginning of words, accents and case aside.
   */
  public sealed interface Rule {
    /** At least one of the phrases stands in the text. */
    record Mentions(Phrases phrases) implements Rule {}

    /** None of the phrases stands in the text. */
    record Avoids(Phrases phrases) implements Rule {}

    /** A heading contains one of the phrases. */
    record Section(Phrases phrases) implements Rule {}

    /** The document has that many words. */
    record Words(int least, int most) implements Rule {}
  }
}
