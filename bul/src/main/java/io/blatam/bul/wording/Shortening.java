package io.blatam.bul.wording;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A shorter text that claims nothing new: of each paragraph and list entry of prose it keeps the
 * first sentence, and every other one that a figure, bold type or a citation makes worth keeping.
 * Warnings (block quotes), tables, charts and headings stay whole.
 */
final class Shortening {

  /** Where a sentence ends and another begins: abbreviations are followed by small letters. */
  private static final Pattern SENTENCES =
      Pattern.compile("(?<=[\\p{L}\\p{N})»”\"][.!?…])\\s+(?=[\\p{Lu}¿¡«“*])");

  private static final Pattern WORTH_KEEPING = Pattern.compile("\\d|\\*\\*|_{3,}|\\[\\d");
  private static final Pattern SHORT_NAME = Pattern.compile("(?U)(^|\\s)\\p{Lu}\\p{L}?\\.$");

  private Shortening() {}

  static String of(String markdown) {
    return ProseLines.map(markdown, line -> line.startsWith(">") ? line : shorter(line));
  }

  private static String shorter(String line) {
    List<String> sentences = sentences(line);
    List<String> kept = new ArrayList<>();
    for (int i = 0; i < sentences.size(); i++) {
      if (i == 0 || WORTH_KEEPING.matcher(sentences.get(i)).find()) {
        kept.add(sentences.get(i));
      }
    }
    return String.join(" ", kept);
  }

  /** "S. L." and "J. Pérez" end no sentence. */
  private static List<String> sentences(String line) {
    List<String> sentences = new ArrayList<>();
    for (String part : Arrays.asList(SENTENCES.split(line))) {
      int last = sentences.size() - 1;
      if (last >= 0 && SHORT_NAME.matcher(sentences.get(last)).find()) {
        sentences.set(last, sentences.get(last) + " " + part);
      } else {
        sentences.add(part);
      }
    }
    return sentences;
  }
}
