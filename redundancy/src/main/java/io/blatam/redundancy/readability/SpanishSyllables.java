package io.blatam.redundancy.readability;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Spanish syllables by the rules of the RAE's <cite>Ortografía</cite> (2010): every vowel is a
 * nucleus of its own unless it forms a diphthong or triphthong with its neighbour.
 *
 * <ul>
 *   <li>Open vowels {@code a e o}, and closed ones with an accent {@code í ú}, next to each other
 *       are in hiatus: <i>ca-os</i>, <i>pa-ís</i>.
 *   <li>A closed vowel without accent joins the vowel beside it: <i>vien-to</i>, <i>Pa-ra-guay</i>.
 *   <li>Two different closed vowels always join (<i>cui-da</i>, <i>lin-güís-ti-ca</i>); two equal
 *       ones never do (<i>chi-i-ta</i>).
 *   <li>A silent {@code h} between vowels changes nothing: <i>prohi-bir</i>, <i>bú-ho</i>.
 *   <li>The {@code u} of <i>que, qui, gue, gui</i> is silent; that of <i>güe, güi</i> is not.
 *   <li>{@code y} is a vowel where no vowel follows it.
 * </ul>
 */
final class SpanishSyllables implements Syllables {

  @Override
  public int of(String word) {
    String letters =
        Normalizer.normalize(word, Normalizer.Form.NFC).toLowerCase(Locale.ROOT).replace("h", "");
    int count = 0;
    char previous = 0;
    boolean previousJoined = false;
    for (int i = 0; i < letters.length(); i++) {
      char vowel = vowelAt(letters, i);
      if (vowel == 0) {
        previous = 0;
        previousJoined = false;
        continue;
      }
      boolean joins = previous != 0 && joins(previous, vowel, previousJoined);
      if (!joins) {
        count++;
      }
      previousJoined = joins;
      previous = vowel;
    }
    return Math.max(1, count);
  }

  /**
   * Whether a vowel belongs to the nucleus that ends with the vowel before it. An open vowel after
   * a closed one that already closed a diphthong begins anew: <i>ha-bí-ais</i> but <i>o-ía</i>,
   * <i>le-í-a </i>, <i>va-ya</i>.
   */
  private static boolean joins(char previous, char vowel, boolean previousJoined) {
    if (isClosed(previous) && isClosed(vowel)) {
      return bare(previous) != bare(vowel);
    }
    if (isStressedClosed(previous) || isStressedClosed(vowel)) {
      return false;
    }
    if (isClosed(vowel)) {
      return true;
    }
    return isClosed(previous) && !(previousJoined && bare(previous) == 'i');
  }

  /** The vowel that sounds at this place, or 0. */
  private static char vowelAt(String letters, int i) {
    char c = letters.charAt(i);
    boolean vowelFollows = i + 1 < letters.length() && isVowel(letters.charAt(i + 1));
    if (c == 'y') {
      return vowelFollows ? 0 : 'i';
    }
    if (c == 'u'
        && i > 0
        && i + 1 < letters.length()
        && "eéií".indexOf(letters.charAt(i + 1)) >= 0) {
      char before = letters.charAt(i - 1);
      if (before == 'q' || before == 'g') {
        return 0;
      }
    }
    return isVowel(c) ? c : 0;
  }

  private static boolean isVowel(char c) {
    return "aeiouáéíóúü".indexOf(c) >= 0;
  }

  private static boolean isClosed(char c) {
    return "iuíúü".indexOf(c) >= 0;
  }

  private static boolean isStressedClosed(char c) {
    return c == 'í' || c == 'ú';
  }

  private static char bare(char c) {
    return switch (c) {
      case 'í' -> 'i';
      case 'ú', 'ü' -> 'u';
      default -> c;
    };
  }
}
