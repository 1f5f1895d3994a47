package io.blatam.redundancy.text;

import io.blatam.redundancy.api.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Splits prose into sentences. A block's end ends a sentence; so does {@code . ! ? …} before white
 * space and anything but a lower-case letter, unless the point belongs to an abbreviation, an
 * initial or a list number. The abbreviations are those of business writing in the four languages,
 * kept in one set: none of them ends a sentence in another of the languages.
 */
public final class Sentences {

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "sr", "sra", "srta", "sres", "dr", "dra", "lic", "ing", "arq", "prof", "profa", "dña",
          "ud", "uds", "vd", "vds", "tel", "tfno", "avda", "dpto", "depto", "cía", "cia", "ee",
          "uu", "ff", "rr", "hh", "p", "a", "ej", "aprox", "mr", "mrs", "ms", "jr", "st", "inc",
          "ltd", "co", "corp", "dept", "approx", "e.g", "i.e", "vs", "cf", "mme", "mlle", "exmo",
          "exma", "ltda");

  /** Words of their own as well: abbreviations only where a figure follows. */
  private static final Set<String> BEFORE_FIGURES =
      Set.of(
          "art", "arts", "no", "nº", "n", "núm", "núms", "num", "pág", "págs", "pag", "pp", "cap",
          "vol", "fig", "figs", "av", "cra", "cl", "jan", "feb", "apr", "aug", "sept", "oct", "nov",
          "dec", "ene", "abr", "ago", "dic");

  private Sentences() {}

  public static List<Span> of(Prose prose) {
    List<Span> sentences = new ArrayList<>();
    for (Prose.Block block : prose.blocks()) {
      split(prose.source(), block.extent(), sentences);
    }
    return sentences;
  }

  private static void split(String text, Span extent, List<Span> into) {
    int start = extent.start();
    for (int at = extent.start(); at < extent.end(); at++) {
      if (isTerminator(text.charAt(at)) && endsSentence(text, start, at, extent.end())) {
        int end = afterClosers(text, at + 1, extent.end());
        add(text, start, end, into);
        start = end;
        at = end - 1;
      }
    }
    add(text, start, extent.end(), into);
  }

  private static boolean isTerminator(char c) {
    return c == '.' || c == '!' || c == '?' || c == '…';
  }

  private static boolean endsSentence(String text, int start, int at, int limit) {
    int next = afterClosers(text, at + 1, limit);
    if (next < limit && !Character.isWhitespace(text.charAt(next))) {
      return false;
    }
    int following = skipOpeners(text, next, limit);
    if (following < limit && Character.isLowerCase(text.codePointAt(following))) {
      return false;
    }
    return following >= limit
        || text.charAt(at) != '.'
        || !isAbbreviation(text, start, at, following);
  }

  private static boolean isAbbreviation(String text, int start, int dot, int following) {
    int from = dot;
    while (from > start && isPartOfAbbreviation(text.charAt(from - 1))) {
      from--;
    }
    String token = text.substring(from, dot);
    String last = token.substring(token.lastIndexOf('.') + 1);
    boolean initial = last.length() == 1 && Character.isUpperCase(last.charAt(0));
    boolean listNumber =
        from == start && !token.isEmpty() && token.chars().allMatch(Character::isDigit);
    String lower = token.toLowerCase(Locale.ROOT);
    return initial
        || listNumber
        || ABBREVIATIONS.contains(last.toLowerCase(Locale.ROOT))
        || ABBREVIATIONS.contains(lower)
        || (BEFORE_FIGURES.contains(lower) && Character.isDigit(text.charAt(following)));
  }

  private static boolean isPartOfAbbreviation(char c) {
    return Character.isLetterOrDigit(c) || c == '.';
  }

  private static int afterClosers(String text, int at, int limit) {
    int next = at;
    while (next < limit
        && (isTerminator(text.charAt(next)) || ")]»”’\"'*_".indexOf(text.charAt(next)) >= 0)) {
      next++;
    }
    return next;
  }

  private static int skipOpeners(String text, int at, int limit) {
    int next = at;
    while (next < limit
        && (Character.isWhitespace(text.charAt(next))
            || "([«“‘\"'¿¡*_-–—".indexOf(text.charAt(next)) >= 0)) {
      next++;
    }
    return next;
  }

  private static void add(String text, int start, int end, List<Span> into) {
    int from = start;
    int to = end;
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    if (text.substring(from, to).codePoints().anyMatch(Character::isLetterOrDigit)) {
      into.add(new Span(from, to));
    }
  }
}
