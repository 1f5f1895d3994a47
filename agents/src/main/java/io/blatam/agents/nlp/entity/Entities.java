package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.util.List;
import java.util.TreeMap;

/**
 * Finds every entity of a text. Where two claim the same characters, the more specific kind wins.
 */
public final class Entities {

  /** Most specific first: the digits of an IBAN would pass for a telephone number. */
  private static final List<Recognizer> RECOGNIZERS =
      List.of(
          new UrlRecognizer(),
          new EmailRecognizer(),
          new IbanRecognizer(),
          new RfcRecognizer(),
          new CuitRecognizer(),
          new NitRecognizer(),
          new SpanishTaxIdRecognizer(),
          new DateRecognizer(),
          new RelativeDateRecognizer(),
          new AmountRecognizer(),
          new PercentageRecognizer(),
          new PhoneRecognizer());

  private Entities() {}

  /**
   * @return in order of their place, never overlapping
   */
  public static List<Entity> of(String text, Language language) {
    TreeMap<Integer, Entity> byStart = new TreeMap<>();
    for (Recognizer recognizer : RECOGNIZERS) {
      for (Entity entity : recognizer.find(text, language)) {
        if (isFree(byStart, entity)) {
          byStart.put(entity.start(), entity);
        }
      }
    }
    return List.copyOf(byStart.values());
  }

  private static boolean isFree(TreeMap<Integer, Entity> byStart, Entity entity) {
    var before = byStart.lowerEntry(entity.end());
    return before == null || !before.getValue().overlaps(entity);
  }
}
