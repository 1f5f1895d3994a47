package io.blatam.bul.document;

import io.blatam.bul.locale.PlainLetters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whether a rewrite still speaks of what its draft speaks of. A model that has followed an
 * instruction in somebody's data answers something else, in code, or slips in addresses and names
 * that nobody gave it; one that only puts the draft into better words does not. What it does not
 * catch is a sentence that mixes its own subject with the draft's (docs/providers.md has the
 * counts).
 */
final class Fidelity {

  /** Of the content words of a paragraph, how many must occur in the draft, at the least. */
  private static final double LEAST_SHARED = 0.3;

  /** The same for a short one, such as a sentence that leads over to the next. */
  private static final double LEAST_SHARED_OF_FEW = 0.15;

  /** With so many content words a paragraph is not short. */
  private static final int MANY_WORDS = 12;

  /** With fewer content words in a paragraph nothing can be said. */
  private static final int LEAST_WORDS = 6;

  /** As many content words make a sentence that ought to share one with the draft. */
  private static final int SENTENCE_WORDS = 3;

  /** Long, and in every text. */
  private static final Set<String> FUNCTION_WORDS =
      Set.of(
          "about",
          "above",
          "after",
          "again",
          "against",
          "before",
          "being",
          "below",
          "between",
          "could",
          "during",
          "every",
          "further",
          "other",
          "should",
          "since",
          "their",
          "there",
          "these",
          "those",
          "through",
          "under",
          "until",
          "where",
          "which",
          "while",
          "would",
          "also",
          "antes",
          "aunque",
          "contra",
          "cuando",
          "dentro",
          "desde",
          "después",
          "donde",
          "durante",
          "entre",
          "estas",
          "estos",
          "hacia",
          "hasta",
          "mediante",
          "mientras",
          "nuestra",
          "nuestro",
          "otras",
          "otros",
          "porque",
          "según",
          "sobre",
          "también",
          "tanto",
          "todas",
          "todos");

  private static final int STEM = 6;
  private static final int CONTENT_WORD = 5;
  private static final Pattern PARAGRAPH = Pattern.compile("\\n\\s*\\n");
  private static final Pattern WORD = Pattern.compile("\\p{L}+");
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)(?:https?://|www\\.)[^\\s)>\\]]+|[\\p{L}0-9._%+-]+@[\\p{L}0-9-]+\\.[\\p{L}.]+");

  /** Inside a sentence; a capital at its beginning, in a heading or in bold says nothing. */
  private static final Pattern NAME =
      Pattern.compile("(?<=[\\p{Ll}\\d,;)] )\\p{Lu}\\p{L}*(?: \\p{Lu}\\p{L}*)*");

  private static final Pattern NO_SENTENCE =
      Pattern.compile("(?m)^#.*$|^\\s*\\|.*$|\\*\\*[^*]*\\*\\*|(?s)```.*?```");
  private static final Pattern ACRONYM = Pattern.compile("\\p{Lu}{2,6}s?");

  private Fidelity() {}

  /**
   * @param known everything besides the draft that the model was given as fact
   */
  static List<Finding> check(SectionDraft draft, String known, String answer) {
    List<Finding> findings = new ArrayList<>();
    String given = draft.title() + "\n" + draft.markdown() + "\n" + known;
    String id = draft.sectionId();
    String written = given.toLowerCase(Locale.ROOT);
    List<String> links =
        LINK.matcher(answer)
            .results()
            .map(MatchResult::group)
            .filter(link -> !written.contains(link.toLowerCase(Locale.ROOT)))
            .toList();
    if (!links.isEmpty()) {
      findings.add(
          new Finding("unknown-link", id, "not in the draft: " + String.join(", ", links)));
    }
    Set<String> stems = stems(given);
    List<String> names = unknownNames(NO_SENTENCE.matcher(answer).replaceAll(" "), stems);
    if (!names.isEmpty()) {
      findings.add(
          new Finding("unknown-name", id, "not in the draft: " + String.join(", ", names)));
    }
    strayed(NO_SENTENCE.matcher(answer).replaceAll(" "), stems)
        .ifPresent(
            sentence ->
                findings.add(
                    new Finding("stray-sentence", id, "says nothing of the draft: " + sentence)));
    offDraft(NO_SENTENCE.matcher(answer).replaceAll(" "), stems)
        .ifPresent(detail -> findings.add(new Finding("off-draft", id, detail)));
    return findings;
  }

  /** The first paragraph that speaks of something else: one may be slipped in among good ones. */
  private static Optional<String> offDraft(String prose, Set<String> stems) {
    return PARAGRAPH
        .splitAsStream(prose)
        .map(Fidelity::contentWords)
        .filter(words -> words.size() >= LEAST_WORDS)
        .filter(words -> shared(words, stems) < leastShared(words.size()) * words.size())
        .map(
            words ->
                "only %d of %d words of a paragraph are about the draft"
                    .formatted(shared(words, stems), words.size()))
        .findFirst();
  }

  private static double leastShared(int words) {
    return words < MANY_WORDS ? LEAST_SHARED_OF_FEW : LEAST_SHARED;
  }

  private static long shared(List<String> words, Set<String> stems) {
    return words.stream().filter(word -> stems.contains(stem(word))).count();
  }

  private static List<String> unknownNames(String prose, Set<String> stems) {
    return NAME.matcher(prose)
        .results()
        .map(MatchResult::group)
        .filter(name -> !ACRONYM.matcher(name).matches())
        .filter(
            name ->
                WORD.matcher(name)
                    .results()
                    .map(MatchResult::group)
                    .noneMatch(word -> stems.contains(stem(word))))
        .distinct()
        .toList();
  }

  /** A sentence that shares no content word with the draft. */
  private static Optional<String> strayed(String prose, Set<String> stems) {
    return Pattern.compile("(?<=[.!?])\\s+|\n+")
        .splitAsStream(prose)
        .map(String::strip)
        .filter(sentence -> contentWords(sentence).size() >= SENTENCE_WORDS)
        .filter(
            sentence ->
                contentWords(sentence).stream().noneMatch(word -> stems.contains(stem(word))))
        .findFirst();
  }

  private static Set<String> stems(String text) {
    return WORD.matcher(text).results().map(word -> stem(word.group())).collect(Collectors.toSet());
  }

  private static List<String> contentWords(String text) {
    return WORD.matcher(text)
        .results()
        .map(MatchResult::group)
        .filter(word -> word.length() >= CONTENT_WORD)
        .filter(word -> !FUNCTION_WORDS.contains(word.toLowerCase(Locale.ROOT)))
        .toList();
  }

  /** The beginning of a word, which its inflections share in both languages. */
  private static String stem(String word) {
    String plain = PlainLetters.fold(word);
    return plain.length() <= STEM ? plain : plain.substring(0, STEM);
  }
}
