package io.blatam.bul.calculator;

import io.blatam.bul.locale.Bilingual;
import java.util.List;

/**
 * What a calculator answers.
 *
 * @param result a record of {@code bul.finance} or of the calculator
 * @param notes what a reader must know to use the result rightly
 */
public record Outcome(Object result, List<Bilingual> notes) {

  public Outcome {
    notes = List.copyOf(notes);
  }

  static Outcome of(Object result, Bilingual... notes) {
    return new Outcome(result, List.of(notes));
  }
}
