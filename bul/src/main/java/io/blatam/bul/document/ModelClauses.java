package io.blatam.bul.document;

import com.fasterxml.jackson.core.type.TypeReference;
import io.blatam.bul.brief.HrPolicyBrief;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.locale.YamlResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Clauses that a policy on a well-known subject starts from where the brief brings none. They are a
 * model to adapt and the document says so; a rule that the brief states always takes their place.
 *
 * @param words subjects that they are for, both languages, without accents
 */
record ModelClauses(
    List<String> words,
    List<Bilingual> rules,
    List<Bilingual> employeeDuties,
    List<Bilingual> companyDuties) {

  private static final List<ModelClauses> ALL =
      Stream.of("remote-work")
          .map(
              id ->
                  YamlResource.read(
                      "/bul/policies/" + id + ".yaml", new TypeReference<ModelClauses>() {}))
          .toList();

  /** The clauses for a policy's subject, where there are some. */
  static Optional<ModelClauses> of(HrPolicyBrief policy) {
    return policy
        .subject()
        .map(PlainLetters::fold)
        .flatMap(
            subject ->
                ALL.stream()
                    .filter(clauses -> clauses.words.stream().anyMatch(subject::contains))
                    .findFirst());
  }

  static List<String> in(Language language, List<Bilingual> clauses) {
    return clauses.stream().map(clause -> clause.in(language)).toList();
  }
}
