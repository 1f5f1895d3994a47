package io.blatam.inference.api;

import java.util.Objects;
import java.util.Optional;

/**
 * The functions that a model may ask for, as the OpenAI protocol writes them: passed through, not
 * interpreted.
 *
 * @param definitions a JSON array
 * @param choice JSON: "auto", "none", "required", or an object that names one
 * @param parallel whether the model may ask for several at once; empty: its own default
 */
public record Tools(String definitions, Optional<String> choice, Optional<Boolean> parallel) {

  public Tools {
    Objects.requireNonNull(definitions, "definitions");
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(parallel, "parallel");
  }
}
