package io.blatam.bul.agent;

import io.blatam.bul.brief.DocumentKind;
import io.blatam.bul.locale.Language;
import io.blatam.bul.routing.Verdict.Evidence;
import java.util.ArrayList;
import java.util.List;

/** Why a brief goes where it goes, in its language and in the order in which it was settled. */
final class RoutingReasons {

  private final Language language;
  private final List<String> said = new ArrayList<>();

  RoutingReasons(Language language) {
    this.language = language;
  }

  Language language() {
    return language;
  }

  List<String> all() {
    return List.copyOf(said);
  }

  void add(String spanish, String english) {
    said.add(language.choose(spanish, english));
  }

  /** That the brief says its type itself. */
  void type(DocumentKind kind) {
    if (kind.evidence().isEmpty()) {
      add("el encargo indica el tipo de documento", "the brief names the document type");
    } else {
      said.addAll(kind.reasons(language));
    }
  }

  /** What in the brief's words speaks for it. */
  void words(Evidence evidence) {
    evidence
        .name()
        .ifPresent(name -> said.add(language.choose("dice «%s»", "says “%s”").formatted(name)));
    if (!evidence.signals().isEmpty()) {
      said.add(language.choose("coincide: ", "matched: ") + String.join(", ", evidence.signals()));
    }
    evidence
        .example()
        .ifPresent(
            example ->
                said.add(
                    language
                        .choose("ejemplo más cercano: «%s»", "nearest example: “%s”")
                        .formatted(example)));
  }
}
