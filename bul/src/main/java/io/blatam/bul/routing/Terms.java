package io.blatam.bul.routing;

import io.blatam.bul.locale.PlainLetters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Cuts text into what is matched: words without endings, or runs of letters. */
final class Terms {
  private static final int SHORTEST_GRAM = 3;
  private static final int LONGEST_GRAM = 5;

  private static final Set<String> STOP =
      Arrays.stream(
              ("a al algo ante con contra como cual cuando cuanto cuanta de del desde donde el ella"
                      + " en entre es esa ese esta este esto han hay la las le les lo los mas me mi"
                      + " muy necesito ni no nos nuestra nuestras nuestro nuestros o os para pero por"
                      + " porque que quien quiero se ser si sin sobre son su sus te tu un una unas uno"
                      + " unos y ya cada queremos hacer tenemos vamos va ha hemos about an and any are"
                      + " as at be but by can could did do does each for from had has have how i if in"
                      + " into is it its need no not of on or our ours should so that the their them"
                      + " they this to us want was we were what when which who will with would you"
                      + " your new write my")
                  .split(" "))
          .collect(Collectors.toUnmodifiableSet());

  private static final List<String> ENDINGS =
      List.of(
          "aciones", "iciones", "acion", "icion", "mientos", "miento", "ations", "ation", "ings",
          "ing", "ers", "es", "os", "as", "s", "o", "a", "e");

  private Terms() {}

  /** The words of {@code text} in order, folded, without the commonest ones. */
  static List<String> words(String text) {
    return Arrays.stream(PlainLetters.fold(text).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> !word.isEmpty() && !STOP.contains(word))
        .toList();
  }

  /** The words without plural and the commonest endings of both languages. */
  static List<String> stems(String text) {
    return words(text).stream().map(Terms::stem).toList();
  }

  /**
   * Runs of 3 to 5 letters inside each word, its edges marked: they survive a typo and an ending.
   */
  static List<String> grams(String text) {
    List<String> grams = new ArrayList<>();
    for (String word : words(text)) {
      String marked = '_' + word + '_';
      for (int length = SHORTEST_GRAM; length <= LONGEST_GRAM; length++) {
        for (int from = 0; from + length <= marked.length(); from++) {
          grams.add(marked.substring(from, from + length));
        }
      }
    }
    return grams;
  }

  /** Enough to match, not to read. */
  static String stem(String word) {
    for (String ending : ENDINGS) {
      if (word.length() - ending.length() >= 4 && word.endsWith(ending)) {
        return word.substring(0, word.length() - ending.length());
      }
    }
    return word;
  }
}
