package io.blatam.bul.calculator;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.locale.Bilingual;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import java.util.List;

/**
 * A calculation that can be asked for by name. Stateless, so thread-safe.
 *
 * @param name stable, in kebab-case
 */
public record Calculator(String name, Bilingual title, Class<? extends Question> question) {

  /** What can be asked. */
  public List<Field> fields() {
    return Field.of(question);
  }

  /**
   * Answers {@code asked}.
   *
   * @throws io.blatam.platform.http.ProblemException (400) that names the field and what to change
   */
  public Outcome answer(JsonNode asked) {
    if (!asked.isObject()) {
      throw Problem.malformedJson("The body must be a JSON object with the calculator's fields.")
          .asException();
    }
    try {
      return Json.convert(asked, question).answer();
    } catch (IllegalArgumentException invalid) {
      String[] said = String.valueOf(invalid.getMessage()).split(": ", 2);
      throw Problem.validation(said.length == 2 ? said[0] : "body", said[said.length - 1])
          .asException();
    }
  }
}
