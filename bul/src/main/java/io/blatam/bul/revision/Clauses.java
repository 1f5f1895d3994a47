package io.blatam.bul.revision;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes what somebody asks for apart, into clauses that each want one thing. Stateless. */
final class Clauses {

  /** What begins a clause of its own, so that "S. L. y Asociados" begins none. */
  private static final String BEGINNING =
      "(?:anad|agreg|inclu[iy]|incorpor|insert|quit[ae]|elimin|suprim|borr[ae]|muev|renombr|cambi|traduc|sub[ea]\\b"
          + "|baj[ea]\\b|aument|reduc|increment|rebaj|haz|hag[ao]|acort|resum[ea]|pon|fij[ae]|actualiz|redact|escrib"
          + "|add\\b|include\\b|remove\\b|delete\\b|drop\\b|move\\b|rename\\b|change\\b|set\\b|update\\b|raise\\b"
          + "|lower\\b|increase\\b|translate\\b|make\\b|shorten\\b|mas (?:formal|cort|breve|cercan)|menos formal"
          + "|more (?:formal|concise)|less formal|shorter)";

  private static final Pattern CLAUSES =
      Pattern.compile(
          "\\s*[;\\n]\\s*|(?:\\.\\s+|,\\s*(?:y |e |and |then )?|\\s+(?:y|e|and|then)\\s+(?:tambien |also )?)(?="
              + BEGINNING
              + ")");

  private static final Pattern POLITE =
      Pattern.compile("(?iu)^(?:por favor|please)[,:]?\\s+|[,]?\\s+(?:por favor|please)$");
  private static final Pattern ABBREVIATION =
      Pattern.compile("(?U)(?:^|[\\s.])(?:\\p{Lu}|Inc|Ltd|Co|Corp|Cía|V)\\.$");

  private Clauses() {}

  /** In their order, without courtesies and full stops. */
  static List<Plain> of(String said) {
    return clauses(Plain.of(polite(said).replace('\n', ';')));
  }

  private static String polite(String said) {
    return POLITE.matcher(said.strip()).replaceAll("");
  }

  private static List<Plain> clauses(Plain said) {
    List<Plain> clauses = new ArrayList<>();
    Matcher between = CLAUSES.matcher(said.folded());
    int from = 0;
    while (between.find()) {
      add(clauses, said.cut(from, between.start()));
      from = between.end();
    }
    add(clauses, said.cut(from, said.text().length()));
    return clauses;
  }

  private static void add(List<Plain> clauses, String text) {
    String plain = polite(text).replaceAll("^[¡¿\\s]+", "");
    String clause = ABBREVIATION.matcher(plain).find() ? plain : plain.replaceAll("[.!,\\s]+$", "");
    if (!clause.isEmpty()) {
      clauses.add(Plain.of(clause));
    }
  }
}
