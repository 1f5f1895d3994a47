package io.blatam.gamma.api;

import io.blatam.platform.Capital;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a deck is about, read out of a sentence that may ask for it as one asks a person: {@code Haz
 * una presentación de 12 diapositivas sobre el plan de ventas}.
 *
 * @param title without the asking, with a capital
 * @param audience whom it is for, where the sentence says so before what it is about, or at its end
 *     if these are people before whom decks are shown
 * @param slides how many of them the sentence wants, where it says so
 */
public record Topic(String title, Optional<String> audience, Optional<Integer> slides) {

  private static final String DECK =
      "(?:presentaci[oó]n|diapositivas|pitch deck|slide deck|deck|presentation|slides)";

  private static final Pattern ASKING =
      Pattern.compile(
          "^(?:por favor,?\\s+|please,?\\s+)?"
              + "(?:haz(?:me)?|cr[eé]a(?:me)?|prep[aá]ra(?:me)?|gen[eé]ra(?:me)?|escribe|necesito"
              + "|quiero|make|create|prepare|generate|write|build|i need|i want)\\s+"
              + "(?:me\\s+)?(?:una?\\s+|unas\\s+|an?\\s+|some\\s+)?(?="
              + DECK
              + "\\b)",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern LENGTH =
      Pattern.compile(
          "[\\s(,]+(?:(?:de|con|of|with|in|en)\\s+)?(\\d{1,2})[\\s-]+(?:diapositivas|l[aá]minas|slides)\\b\\)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern ABOUT =
      Pattern.compile(
          "^" + DECK + "(?:\\s+(?:para|for)\\s+(.{1,80}?))?,?\\s+(?:sobre|acerca de|about|on)\\s+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Those before whom decks are shown; anybody else at the end may be what it is about. */
  private static final Pattern FOR_WHOM =
      Pattern.compile(
          "^(?!"
              + DECK
              + "\\s+(?:para|for)\\b)(.+?),?\\s+(?:para\\s+((?:los|las|el|la|nuestr[oa]s?)\\s+(?:soci[oa]s"
              + "|accionistas|inversor(?:es|as)|inversionistas|consejo(?: de administraci[oó]n)?"
              + "|junta(?: directiva| de socios| de accionistas)?|direcci[oó]n|comit[eé](?: de direcci[oó]n)?))"
              + "|for\\s+((?:the|our)\\s+(?:partners|shareholders|investors|board(?: of directors)?|management)))$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** A venture that looks for money, not those who have it. */
  private static final Pattern PITCH_OF =
      Pattern.compile(
          "^pitch deck\\s+(?:for|of|para|de)\\s+(?:an?|una?)\\s+",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private static final Pattern END = Pattern.compile("[.\\s]+$");

  static Topic of(String asked) {
    String text = END.matcher(asked.strip()).replaceFirst("");
    Optional<Integer> slides = Optional.empty();
    Matcher length = LENGTH.matcher(text);
    if (length.find()) {
      slides = Optional.of(Integer.valueOf(length.group(1))).filter(Topic::isALength);
      text = slides.isEmpty() ? text : length.replaceFirst("");
    }
    text = ASKING.matcher(text).replaceFirst("");
    Optional<String> audience = Optional.empty();
    Matcher about = ABOUT.matcher(text);
    if (about.find()) {
      audience = Optional.ofNullable(about.group(1));
      text = about.replaceFirst("");
    }
    Matcher forWhom = FOR_WHOM.matcher(text);
    if (audience.isEmpty() && forWhom.matches()) {
      audience = Optional.ofNullable(forWhom.group(2)).or(() -> Optional.of(forWhom.group(3)));
      text = forWhom.group(1);
    }
    text = PITCH_OF.matcher(text).replaceFirst("").strip();
    return new Topic(text.isEmpty() ? asked.strip() : Capital.first(text), audience, slides);
  }

  private static boolean isALength(int slides) {
    return slides >= PresentationRequest.SHORTEST && slides <= PresentationRequest.LONGEST;
  }
}
