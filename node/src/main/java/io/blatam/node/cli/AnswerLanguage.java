package io.blatam.node.cli;

import picocli.CommandLine.Option;

/** The language that a verb answers in. */
final class AnswerLanguage {

  @Option(
      names = "--lang",
      paramLabel = "es|en",
      description = "Language of the answer (default: that of your locale).")
  private String language;

  Speech speech(Context context) {
    return language == null ? Speech.of(context.environment()) : Speech.named(language);
  }
}
