package io.blatam.bul.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers the clauses of a chapter: a line that begins with {@code § } is the next one, {@code
 * **3.1.**}. So a clause that a contract leaves out leaves no gap.
 */
final class ClauseNumbers {
  private static final Pattern CLAUSE = Pattern.compile("(?m)^§ +");

  private ClauseNumbers() {}

  static String in(String markdown, int chapter) {
    Matcher clause = CLAUSE.matcher(markdown);
    StringBuilder numbered = new StringBuilder(markdown.length() + 64);
    for (int count = 1; clause.find(); count++) {
      clause.appendReplacement(numbered, "**" + chapter + "." + count + ".** ");
    }
    return clause.appendTail(numbered).toString();
  }
}
