package io.blatam.gamma.presentation;

import io.blatam.gamma.api.Language;

/**
 * Who wrote a deck's text.
 *
 * @param generator as the file's properties name it: "template 1", or the models
 * @param byModel whether a language model wrote some of it
 */
record Authorship(String generator, boolean byModel) {

  /** What the deck says of it in small letters, to whoever it is shown. */
  String smallPrint(Language language) {
    if (byModel) {
      return (language == Language.ES
              ? "Texto redactado con el modelo %s."
              : "Text written with the model %s.")
          .formatted(generator);
    }
    return language == Language.ES
        ? "Texto compuesto a partir de plantillas y de los datos aportados."
        : "Text composed from templates and from the data supplied.";
  }
}
