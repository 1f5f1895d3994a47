package io.blatam.bul.knowledge.reading;

import java.util.regex.Pattern;

/** Tidies the white space of extracted text. */
final class Spaces {

  /** A word that a line's end divided: "presu-\npuesto". */
  private static final Pattern DIVIDED =
      Pattern.compile("(?<=\\p{Ll})[-\u00ad]\\s*\\R\\s*(?=\\p{Ll})");

  /** Control and format characters, among them those that reverse the direction of text. */
  private static final Pattern UNSEEN =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}\\p{Cs}&&[^\\s]]");

  private static final Pattern SPACES = Pattern.compile("[\\s\u00a0]+");

  private Spaces() {}

  /** One line, words whole, single spaces. */
  static String tidy(String text) {
    String whole = DIVIDED.matcher(text).replaceAll("");
    return SPACES.matcher(UNSEEN.matcher(whole).replaceAll("")).replaceAll(" ").strip();
  }
}
