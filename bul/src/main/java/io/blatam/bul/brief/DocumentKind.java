package io.blatam.bul.brief;

import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.type.TypeDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which document is asked for, and how that is known: the brief names it, its text does ("acta"),
 * its text speaks of what only one type is for ("pedir un préstamo"), or the fields of one type are
 * filled in. Nothing is guessed: a brief that gives no sign has no kind.
 *
 * @param evidence the words that decided; empty when the brief names the type
 */
public record DocumentKind(DocumentType type, Optional<String> evidence) {

  /** What the brief asks for, if it gives any sign of it. */
  public static Optional<DocumentKind> of(Brief brief) {
    String folded = PlainLetters.fold(brief.text().orElse(""));
    return brief
        .documentType()
        .map(type -> new DocumentKind(type, Optional.empty()))
        .or(() -> first(TypeDefinition::names, folded))
        .or(() -> filledIn(brief))
        .or(() -> first(TypeDefinition::signs, folded));
  }

  /** The kind of a brief; one that gives no sign is invalid. */
  public static DocumentKind required(Brief brief) {
    return of(brief)
        .orElseThrow(
            () ->
                new InvalidBriefException(
                    "document_type",
                    "the text does not say which document is wanted; start it with one, such as"
                        + " \"plan de negocio para …\", \"marketing plan for …\", \"propuesta"
                        + " comercial de … para …\", \"remote work policy for …\" or \"acta de la"
                        + " reunión …\", or set document_type to one of "
                        + String.join(
                            ", ", DocumentTypes.all().stream().map(DocumentType::id).toList())));
  }

  /** For a person who asks why; nothing where the brief itself names the type. */
  public List<String> reasons(Language language) {
    return evidence
        .map(
            words ->
                language
                    .choose(
                        "tipo de documento «%s» por: «%s»", "document type “%s” because of: “%s”")
                    .formatted(type.label(language).toLowerCase(Locale.ROOT), words))
        .stream()
        .toList();
  }

  /** The one whose words come first in the text; of two at the same place the longer. */
  private static Optional<DocumentKind> first(
      Function<TypeDefinition, Optional<Pattern>> words, String folded) {
    return DocumentTypes.all().stream()
        .flatMap(
            type ->
                words.apply(type.definition()).stream()
                    .map(pattern -> pattern.matcher(folded))
                    .filter(Matcher::find)
                    .map(found -> new Sighting(found.start(), type, found.group().strip())))
        .min(
            Comparator.comparingInt(Sighting::at)
                .thenComparing(sighting -> -sighting.words().length()))
        .map(sighting -> new DocumentKind(sighting.type(), Optional.of(sighting.words())));
  }

  private static Optional<DocumentKind> filledIn(Brief brief) {
    return DocumentTypes.all().stream()
        .filter(type -> brief.section(type).isPresent())
        .findFirst()
        .map(type -> new DocumentKind(type, Optional.of(type.key())));
  }

  private record Sighting(int at, DocumentType type, String words) {}
}
