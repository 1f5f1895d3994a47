package io.blatam.bul.agent;

import io.blatam.bul.locale.PlainLetters;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Splits text into the terms by which areas are matched: folded, stemmed lightly, no stop words.
 */
final class AreaWords {
  private static final Set<String> STOP =
      Set.of(
          ("a al algo ante con contra como cual cuando de del desde donde el ella en entre es esa ese"
                  + " esta este esto hay la las lo los mas me mi muy necesito nos nuestra nuestro o os"
                  + " para pero por porque que quiero se ser si sin sobre son su sus te tu un una unas"
                  + " uno unos y ya cada queremos hacer tenemos documento"
                  + " about an and any are as at be but by can do does each for from has have how i if"
                  + " in into is it its need of on or our should so that the their them they this to"
                  + " us want was we what when which will with you your new write document company"
                  + " empresa plan")
              .split(" "));

  private AreaWords() {}

  /** The terms of {@code text}, in order, repeated as they are. */
  static List<String> of(String text) {
    return Arrays.stream(PlainLetters.fold(text).split("[^\\p{L}\\p{N}]+"))
        .filter(word -> word.length() > 2 || word.matches("ti|it|hr|rh|ux|qa"))
        .filter(word -> !STOP.contains(word))
        .map(AreaWords::stem)
        .toList();
  }

  /**
   * Cuts plural and the commonest endings alike in both languages; enough to match, not to read.
   */
  static String stem(String word) {
    String stem = word;
    for (String ending :
        List.of(
            "aciones", "iciones", "acion", "icion", "mientos", "miento", "ations", "ation", "ings",
            "ing", "ers", "es", "os", "as", "s", "o", "a", "e")) {
      if (stem.length() - ending.length() >= 4 && stem.endsWith(ending)) {
        return stem.substring(0, stem.length() - ending.length());
      }
    }
    return stem;
  }
}
