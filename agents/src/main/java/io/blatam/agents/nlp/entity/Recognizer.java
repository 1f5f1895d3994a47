package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.util.List;

/**
 * Finds the entities of one kind. Implementations are stateless, and take time linear in the text
 * whatever it holds: every repetition in their expressions is bounded.
 */
interface Recognizer {

  /**
   * @param language decides only where a form reads differently: {@code 3/4/2026}
   * @return in order, not overlapping
   */
  List<Entity> find(String text, Language language);
}
