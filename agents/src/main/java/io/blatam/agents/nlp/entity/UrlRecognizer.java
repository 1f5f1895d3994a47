package io.blatam.agents.nlp.entity;

import io.blatam.redundancy.api.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Web addresses with a scheme or a leading {@code www.}, without the punctuation of the sentence
 * around them.
 */
final class UrlRecognizer implements Recognizer {

  private static final Pattern URL =
      Pattern.compile(
          "(?<![\\w@])(?:https?://[\\p{L}\\d\\[]|www\\.[\\p{L}\\d])[^\\s<>\"“”«»]{1,2000}",
          Pattern.CASE_INSENSITIVE);

  @Override
  public List<Entity> find(String text, Language language) {
    List<Entity> found = new ArrayList<>();
    Matcher matcher = URL.matcher(text);
    while (matcher.find()) {
      int end = withoutSentence(text, matcher.start(), matcher.end());
      String url = text.substring(matcher.start(), end);
      String value = url.toLowerCase(Locale.ROOT).startsWith("www.") ? "https://" + url : url;
      found.add(Entity.unchecked(EntityType.URL, text, matcher.start(), end, value));
    }
    return found;
  }

  /** A closing bracket belongs to the address only if it was opened there, as in a wiki's. */
  private static int withoutSentence(String text, int start, int matched) {
    int end = matched;
    int open = count(text, start, end, '(') - count(text, start, end, ')');
    while (end > start + 1) {
      char last = text.charAt(end - 1);
      if (last == ')' && open < 0) {
        open++;
      } else if (".,;:!?'*_]}|".indexOf(last) < 0) {
        break;
      }
      end--;
    }
    return end;
  }

  private static int count(String text, int start, int end, char wanted) {
    int count = 0;
    for (int i = start; i < end; i++) {
      if (text.charAt(i) == wanted) {
        count++;
      }
    }
    return count;
  }
}
