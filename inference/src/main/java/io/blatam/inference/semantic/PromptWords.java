package io.blatam.inference.semantic;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What two prompts are compared by besides their meaning.
 *
 * @param facts numbers as they are written, and words that change what is asked for (negations,
 *     times, amounts, opposites), by meaning; as often as they occur, in alphabetical order
 * @param names words with a capital letter inside a sentence, or with capitals or digits inside
 *     themselves; in lower case
 * @param openers words with a capital letter that may only have it because a sentence begins
 * @param stems the other words, cut to what inflection leaves alone
 * @param order facts and names as they follow each other
 * @param sequence all words as they follow each other, cut alike, with those that give a direction
 * @param directed whether a word such as "from" or "who" makes the sequence say who does what to
 *     whom, or what goes from where to where
 */
record PromptWords(
    List<String> facts,
    Set<String> names,
    Set<String> openers,
    Set<String> stems,
    List<String> order,
    List<String> sequence,
    boolean directed) {

  /**
   * A number with its groups and decimals, a word, a currency or percent sign, a sentence's end.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<number>\\p{Nd}+(?:[.,'’\\u00a0\\u202f ]\\p{Nd}+)*(?![\\p{L}_]))"
              + "|(?<word>[\\p{L}\\p{Nd}_]+(?:[._'’/-][\\p{L}\\p{Nd}_]+)*)"
              + "|(?<sign>[€$£%])"
              + "|(?<end>[.!?¡¿:\\n\\u2022\"“«(]+)");

  private static final Pattern SPACES = Pattern.compile("[\\u00a0\\u202f ]");
  private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

  /** "a" is an article in English; in Spanish it says to whom, or where to. */
  private static final Set<String> SPANISH_TO = Set.of("a", "al");

  /** No word is this. */
  private static final String SPANISH_TO_MARK = ">";

  private static final Set<String> SPANISH = Set.of("de", "del", "el", "la", "los", "las", "para");

  /** Shorter stems than this would make different words equal. */
  private static final int STEM = 5;

  static PromptWords of(String prompt) {
    return new Reading().read(prompt);
  }

  /** Collects the words of one prompt. */
  private static final class Reading {
    private final List<String> facts = new ArrayList<>();
    private final Set<String> names = new TreeSet<>();
    private final Set<String> openers = new TreeSet<>();
    private final Set<String> stems = new TreeSet<>();
    private final List<String> order = new ArrayList<>();
    private final List<String> sequence = new ArrayList<>();
    private boolean directed;
    private boolean spanish;
    private boolean spanishTo;

    PromptWords read(String prompt) {
      boolean begins = true;
      Matcher token = TOKEN.matcher(prompt);
      while (token.find()) {
        if (token.group("end") != null) {
          begins = true;
          continue;
        }
        if (token.group("number") != null) {
          // Points and commas stay: 1.500 is one thing in Spanish and another in English.
          fact("n " + SPACES.matcher(token.group("number")).replaceAll(""));
        } else if (token.group("sign") != null) {
          ClosedWords.meaning(token.group()).ifPresent(this::fact);
        } else {
          word(token.group("word"), begins);
        }
        begins = false;
      }
      Collections.sort(facts);
      boolean ordered = directed || (spanish && spanishTo);
      if (!spanish) {
        sequence.removeIf(SPANISH_TO_MARK::equals);
      }
      return new PromptWords(facts, names, openers, stems, order, sequence, ordered);
    }

    private void fact(String meaning) {
      facts.add(meaning);
      order.add(meaning);
      sequence.add(meaning);
    }

    /** "From Luis to Ana" has the names of "to Luis from Ana" in the same order. */
    private void direction(String lower) {
      if (ClosedWords.directs(lower)) {
        sequence.add(lower);
      } else if (SPANISH_TO.contains(lower)) {
        sequence.add(SPANISH_TO_MARK);
      }
    }

    private void word(String word, boolean begins) {
      String lower = word.toLowerCase(Locale.ROOT).replace('’', '\'');
      directed |= ClosedWords.directs(lower);
      spanish |= SPANISH.contains(lower);
      spanishTo |= SPANISH_TO.contains(lower);
      if (ClosedWords.saysNothing(lower)) {
        direction(lower);
        return;
      }
      var meaning = ClosedWords.meaning(lower);
      if (meaning.isPresent()) {
        fact(meaning.get());
        return;
      }
      sequence.add(stem(lower));
      boolean capital = Character.isUpperCase(word.charAt(0));
      if (isNameByItself(word) || (capital && !begins)) {
        names.add(lower);
        order.add(lower);
      } else if (capital) {
        openers.add(lower);
      } else {
        stems.add(stem(lower));
      }
    }
  }

  /** IBM, iPhone, GPT4, align_labels. */
  private static boolean isNameByItself(String word) {
    return word.chars().skip(1).anyMatch(Character::isUpperCase)
        || word.chars().anyMatch(Character::isDigit)
        || word.indexOf('_') >= 0;
  }

  static String stem(String lowercase) {
    String plain =
        ACCENTS.matcher(Normalizer.normalize(lowercase, Normalizer.Form.NFD)).replaceAll("");
    return plain.substring(0, Math.min(STEM, plain.length()));
  }
}
