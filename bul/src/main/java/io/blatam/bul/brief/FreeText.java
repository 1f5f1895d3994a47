package io.blatam.bul.brief;

import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a free text says, read by rules: in which language, for whom, where, and the amounts it
 * names. A rule that does not fire leaves its field empty; nothing is guessed here.
 */
public record FreeText(
    Language language,
    Optional<String> companyName,
    Optional<String> legalForm,
    Optional<String> city,
    Optional<Country> country,
    Optional<Sector> sector,
    Optional<String> currency,
    Optional<BigDecimal> investment,
    Optional<BigDecimal> loan,
    Optional<BigDecimal> budget,
    Optional<BigDecimal> loanRate,
    Optional<Integer> loanMonths,
    Optional<String> client,
    Optional<String> subject) {

  private static final Pattern SPANISH =
      Pattern.compile(
          "\\b(de|la|el|los|las|para|una?|con|que|en|del|al|por|y|nuestra?|empresa|plan de)\\b");
  private static final Pattern ENGLISH =
      Pattern.compile(
          "\\b(the|an?|of|for|with|to|in|and|our|on|that|is|we|company|business|plan for)\\b");

  private static final Pattern NAMED =
      Pattern.compile(
          "(?:llamad[ao]s?|denominad[ao]|de"
              + " nombre|called|named|empresa|compañía|sociedad|company)\\s+"
              + "[\"“«]?((?:\\p{Lu}[\\p{L}\\p{N}&'.-]*)(?:\\s+(?:de|del|la|y|&|and|of|the)?\\s*\\p{Lu}[\\p{L}\\p{N}&'.-]*){0,4})");
  private static final Pattern QUOTED = Pattern.compile("[\"“«]([^\"”»\\n]{2,60})[\"”»]");
  private static final Pattern WITH_FORM =
      Pattern.compile(
          "((?:\\p{Lu}[\\p{L}\\p{N}&'-]*,?\\s+){1,4})(S\\.?\\s?A\\.?\\s?S\\.?|S\\.?\\s?L\\.?(?:U\\.?)?|S\\.?\\s?A\\.?(?:\\s?de\\s?C\\.?V\\.?)?"
              + "|S\\.?\\s?R\\.?\\s?L\\.?|Ltda\\.?|Ltd\\.?|LLC|Inc\\.?|GmbH|SpA)(?=[\\s,.;:)]|$)");
  private static final Pattern RATE = Pattern.compile("(\\d{1,3}(?:[.,]\\d{1,2})?)\\s?%");
  private static final Pattern MONTHS =
      Pattern.compile("(\\d{1,3})\\s*(mes(?:es)?|months?|a[nñ]os?|years?)");
  private static final Pattern CLIENT =
      Pattern.compile(
          "(?:cliente|client|customer|dirigida a|addressed"
              + " to)\\s+(?:is\\s+|es\\s+)?[\"“«]?((?:\\p{Lu}[\\p{L}\\p{N}&'-]*)(?:\\s+\\p{Lu}[\\p{L}\\p{N}&'-]*){0,4})");
  private static final Pattern POLICY_ES =
      Pattern.compile(
          "(?i:pol[ií]tica)\\s+(?:interna\\s+)?(?:de|sobre)\\s+(?!recursos humanos)([\\p{L}"
              + " ]{3,60}?)(?=\\s+(?:para|en|de la empresa|con)\\b|[,.;:]|$)");
  private static final Pattern POLICY_ON =
      Pattern.compile(
          "(?i:policy)\\s+(?:on|about|for)\\s+(?!an?\\b|our\\b|the\\b)([\\p{L}][\\p{L} -]{2,60}?)"
              + "(?=\\s+(?:for|in|at|with)\\b|[,.;:]|$)");
  private static final Pattern POLICY_EN =
      Pattern.compile("(?:an?|our|the|new)?\\s*([\\p{L}-]+(?:\\s[\\p{L}-]+)?)\\s+policy\\b");

  /** Reads {@code text}. */
  public static FreeText read(String text) {
    String folded = PlainLetters.fold(text);
    List<Amount> amounts = Amount.findAll(text);
    Optional<Country.City> city = city(folded);
    Optional<Country> country =
        city.flatMap(c -> Country.find(c.country())).or(() -> countryNamed(folded));
    Language language = language(folded);
    boolean planLike = !amounts.isEmpty();
    return new FreeText(
        language,
        companyName(text),
        group(WITH_FORM, text, 2),
        city.map(Country.City::name),
        country,
        Sector.recognise(text),
        amounts.stream().flatMap(a -> a.currency().stream()).findFirst(),
        near(folded, amounts, "inver", "invest", "capital", "start-up cost", "startup cost"),
        near(folded, amounts, "prestamo", "credito", "financia", "loan", "borrow"),
        near(folded, amounts, "presupuesto", "budget", "gasto"),
        planLike
            ? group(RATE, text, 1).map(r -> new BigDecimal(r.replace(',', '.')))
            : Optional.empty(),
        planLike ? months(folded) : Optional.empty(),
        group(CLIENT, text, 1).map(String::strip),
        policySubject(text, language));
  }

  /** The language of a text by its function words; Spanish when nothing decides. */
  public static Language language(String text) {
    String folded = PlainLetters.fold(text);
    long spanish = SPANISH.matcher(folded).results().count();
    long english = ENGLISH.matcher(folded).results().count();
    return english > spanish ? Language.EN : Language.ES;
  }

  private static Optional<String> companyName(String text) {
    return group(WITH_FORM, text, 1)
        .or(() -> group(NAMED, text, 1))
        .or(() -> group(QUOTED, text, 1))
        .map(String::strip)
        .map(name -> name.replaceAll("[.,]+$", ""));
  }

  private static Optional<Country.City> city(String folded) {
    return Country.cities().stream()
        .filter(city -> word(folded, PlainLetters.fold(city.name())))
        .max(Comparator.comparingInt((Country.City city) -> city.name().length()));
  }

  private static Optional<Country> countryNamed(String folded) {
    return Country.all().stream()
        .filter(
            country ->
                word(folded, PlainLetters.fold(country.names().es()))
                    || word(folded, PlainLetters.fold(country.names().en())))
        .findFirst();
  }

  private static boolean word(String folded, String word) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}])")
        .matcher(folded)
        .find();
  }

  /** The first amount within 60 characters after one of the words, or just before it. */
  private static Optional<BigDecimal> near(String folded, List<Amount> amounts, String... words) {
    return amounts.stream()
        .filter(
            amount -> {
              int from = Math.max(0, amount.start() - 40);
              int start = Math.min(amount.start(), folded.length());
              String before = folded.substring(Math.min(from, start), start);
              int lastWord = -1;
              for (String word : words) {
                lastWord = Math.max(lastWord, before.lastIndexOf(word));
              }
              return lastWord >= 0 && !before.substring(lastWord).matches(".*\\d{3}.*");
            })
        .map(Amount::value)
        .findFirst();
  }

  private static Optional<Integer> months(String folded) {
    return MONTHS
        .matcher(folded)
        .results()
        .map(
            m -> {
              int count = Integer.parseInt(m.group(1));
              return m.group(2).startsWith("m") ? count : count * 12;
            })
        .filter(m -> m >= 6 && m <= 360)
        .findFirst();
  }

  private static Optional<String> policySubject(String text, Language language) {
    if (language == Language.ES) {
      return group(POLICY_ES, text, 1).map(String::strip);
    }
    return group(POLICY_ON, text, 1)
        .or(() -> group(POLICY_EN, text, 1))
        .map(String::strip)
        .map(s -> s.replaceFirst("(?i)^(an?|our|the|new|write|hr)\\s+", ""))
        .filter(s -> !s.matches("(?i)(an?|our|the|new|hr|company|write)"));
  }

  private static Optional<String> group(Pattern pattern, String text, int group) {
    return pattern.matcher(text).results().findFirst().map((MatchResult m) -> m.group(group));
  }
}
