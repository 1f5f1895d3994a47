package io.blatam.redundancy.readability;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * English syllables, approximately: English spelling does not determine them. Runs of vowels are
 * counted, then silent {@code e}s taken off and common hiatus added; words that follow no rule are
 * listed. What remains wrong goes both ways and cancels over a text, which is what the Flesch
 * formula needs.
 */
final class EnglishSyllables implements Syllables {

  private static final Pattern NOT_A_LETTER = Pattern.compile("[^a-z]");
  private static final Pattern VOWELS = Pattern.compile("[aeiouy]+");

  private static final List<Pattern> SILENT =
      List.of(
          // make, whole; but table
          Pattern.compile("(?:[^aeiouyl]|[aeiouylr]l)e$"),
          // makes; but boxes, places, changes, tables
          Pattern.compile("(?:[^aeiouylsxzcgh]|[aeiouylr]l|[^sc]h)es$"),
          // baked, called; but wanted, handled
          Pattern.compile("(?:[^aeiouyltd]|[aeiouylr]l)ed$"),
          // management, safely, useful; but element, agreement
          Pattern.compile("[^aeiouyl]e(?:ment|ments|ly|ful|less|ness)$"));

  private static final List<Pattern> HIATUS =
      List.of(
          // material, media; but social, initial, marriage
          Pattern.compile("[^ctg]ia(?!ge)"),
          // period, serious; but action, million, religious
          Pattern.compile("[^ctgsxnl]io"),
          // premium
          Pattern.compile("iu"),
          // experience, client, earlier, society; but patient, efficient
          Pattern.compile("[^ct]ien[ct]|ie(?:r|rs|st|t|ty)$"),
          // video, theory; but courageous
          Pattern.compile("[^g]eo(?!us)"),
          // annual, continuous, influence; but quality, language, frequent
          Pattern.compile("[^qg]u(?:a|ou|en[ct]|ity)"),
          // create; but creature
          Pattern.compile("creat(?!ur)"),
          // doing, paying, studying
          Pattern.compile("[aeiouy]ing"),
          // tourism, rhythm
          Pattern.compile("(?:s|th)m$"));

  private static final Map<String, Integer> IRREGULAR =
      Map.ofEntries(
          Map.entry("business", 2),
          Map.entry("businesses", 3),
          Map.entry("every", 2),
          Map.entry("people", 2),
          Map.entry("area", 3),
          Map.entry("areas", 3),
          Map.entry("idea", 3),
          Map.entry("ideas", 3),
          Map.entry("science", 2),
          Map.entry("something", 2),
          Map.entry("sometimes", 2),
          Map.entry("someone", 2),
          Map.entry("evening", 2),
          Map.entry("lion", 2),
          Map.entry("the", 1));

  @Override
  public int of(String word) {
    String letters = NOT_A_LETTER.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("");
    Integer known = IRREGULAR.get(letters);
    if (known != null) {
      return known;
    }
    int count = matches(VOWELS, letters);
    for (Pattern silent : SILENT) {
      count -= matches(silent, letters);
    }
    for (Pattern hiatus : HIATUS) {
      count += matches(hiatus, letters);
    }
    return Math.max(1, count);
  }

  private static int matches(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }
}
