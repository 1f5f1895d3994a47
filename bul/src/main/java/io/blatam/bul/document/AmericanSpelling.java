package io.blatam.bul.document;

import io.blatam.platform.Capital;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The English templates are spelt as in Britain; a reader in the United States expects their own
 * spelling. Only words that our templates use are changed, so a name is left as it is.
 */
final class AmericanSpelling {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("authoris", "authoriz"),
          Map.entry("organis", "organiz"),
          Map.entry("recognis", "recogniz"),
          Map.entry("prioritis", "prioritiz"),
          Map.entry("minimis", "minimiz"),
          Map.entry("summaris", "summariz"),
          Map.entry("specialis", "specializ"),
          Map.entry("standardis", "standardiz"),
          Map.entry("finalis", "finaliz"),
          Map.entry("analyse", "analyze"),
          Map.entry("licence", "license"),
          Map.entry("favour", "favor"),
          Map.entry("colour", "color"),
          Map.entry("behaviour", "behavior"),
          Map.entry("honour", "honor"),
          Map.entry("programme", "program"),
          Map.entry("centre", "center"),
          Map.entry("wilful", "willful"),
          Map.entry("fulfil ", "fulfill "),
          Map.entry("cheque", "check"),
          Map.entry("catalogue", "catalog"),
          Map.entry("spelt", "spelled"));

  private static final Pattern WORD =
      Pattern.compile("(?i)\\b(" + String.join("|", WORDS.keySet()) + ")");

  private AmericanSpelling() {}

  static String of(String text) {
    Matcher word = WORD.matcher(text);
    StringBuilder spelt = new StringBuilder(text.length());
    while (word.find()) {
      String british = word.group();
      String american = WORDS.get(british.toLowerCase(java.util.Locale.ROOT));
      boolean capital = Character.isUpperCase(british.charAt(0));
      word.appendReplacement(spelt, capital ? Capital.first(american) : american);
    }
    return word.appendTail(spelt).toString();
  }
}
