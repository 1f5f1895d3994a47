package io.blatam.redundancy.http;

import io.blatam.redundancy.api.Language;
import java.util.Optional;

/**
 * @param text Markdown or plain text
 * @param language what the text is written in; detected where left out
 */
record AnalyzeRequest(String text, Optional<Language> language) {

  AnalyzeRequest {
    TextLimit.check("text", text);
    if (language.equals(Optional.of(Language.UNDETERMINED))) {
      throw new IllegalArgumentException("language: must be es, en, pt or fr, or left out");
    }
  }
}
