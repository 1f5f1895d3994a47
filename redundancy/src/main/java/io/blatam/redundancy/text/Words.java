package io.blatam.redundancy.text;

import io.blatam.redundancy.api.Span;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Splits prose into words. A word is a run of letters, marks and digits; an apostrophe holds it
 * together ({@code don't}), and so do a point or comma between digits ({@code 80.000,50}).
 *
 * <p>Scanned by hand, since a backtracking expression over a hostile megabyte is a stack overflow.
 */
public final class Words {

  private Words() {}

  public static List<Word> of(Prose prose) {
    List<Word> words = new ArrayList<>();
    for (int block = 0; block < prose.blocks().size(); block++) {
      Prose.Block current = prose.blocks().get(block);
      for (Span run : current.runs()) {
        scan(prose.source(), run, block, current.stretch(), words);
      }
    }
    return words;
  }

  private static void scan(String text, Span run, int block, int stretch, List<Word> into) {
    int at = run.start();
    while (at < run.end()) {
      int first = text.codePointAt(at);
      if (!Character.isLetterOrDigit(first)) {
        at += Character.charCount(first);
        continue;
      }
      int end = wordEnd(text, at, run.end());
      into.add(new Word(normal(text.substring(at, end)), at, end, block, stretch));
      at = end;
    }
  }

  private static int wordEnd(String text, int start, int limit) {
    int at = start;
    while (at < limit) {
      int c = text.codePointAt(at);
      int next = at + Character.charCount(c);
      boolean inside = Character.isLetterOrDigit(c) || isMark(c);
      if (!inside && !joins(text, at, limit)) {
        return at;
      }
      at = next;
    }
    return limit;
  }

  /** Whether the character at this place, itself no letter, holds its neighbours together. */
  private static boolean joins(String text, int at, int limit) {
    if (at + 1 >= limit) {
      return false;
    }
    char before = text.charAt(at - 1);
    char after = text.charAt(at + 1);
    return switch (text.charAt(at)) {
      case '\'', '’' -> Character.isLetter(before) && Character.isLetter(after);
      case '.', ',' -> Character.isDigit(before) && Character.isDigit(after);
      default -> false;
    };
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  /** Lower case, no diacritics, one kind of apostrophe. */
  public static String normal(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.chars().allMatch(c -> c < 0x80)) {
      return lower;
    }
    StringBuilder kept = new StringBuilder(lower.length());
    Normalizer.normalize(lower, Normalizer.Form.NFKD)
        .codePoints()
        .filter(c -> !isMark(c))
        .map(c -> c == '’' ? '\'' : c)
        .forEach(kept::appendCodePoint);
    return kept.toString();
  }
}
