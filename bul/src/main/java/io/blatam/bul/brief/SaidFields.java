package io.blatam.bul.brief;

import io.blatam.bul.brief.SalesProposalBrief.Item;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.PlainLetters;
import io.blatam.bul.type.Field;
import io.blatam.bul.type.FieldKind;
import io.blatam.bul.type.FieldValue;
import io.blatam.bul.type.FieldValue.Day;
import io.blatam.bul.type.FieldValue.Figure;
import io.blatam.bul.type.FieldValue.Rows;
import io.blatam.bul.type.FieldValue.Words;
import io.blatam.bul.type.FieldValues;
import io.blatam.bul.type.TextRule;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Finds in a free text what a field's {@link TextRule} says is there. A rule that does not fire
 * gives nothing; a value outside the field's limits is no value.
 */
record SaidFields(String text, FreeText said, Language language) {
  private static final int NEAR = 40;
  private static final List<String> COUNTS_ES =
      List.of(
          "un", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once",
          "doce");
  private static final List<String> COUNTS_EN =
      List.of(
          "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
          "twelve");
  private static final String COUNT =
      "(\\d{1,4}|una?|" + String.join("|", COUNTS_ES) + "|" + String.join("|", COUNTS_EN) + ")";
  private static final Pattern DURATION =
      Pattern.compile(
          "\\b" + COUNT + "[ -](dias?|days?|semanas?|weeks?|mes(?:es)?|months?|anos?|years?)\\b");
  private static final Pattern WHOLE = Pattern.compile("(?<![\\d.,])\\d{1,9}(?![\\d.,]*\\d)");
  private static final Pattern PERCENT =
      Pattern.compile("(\\d{1,3}(?:[.,]\\d{1,2})?) ?(?:%|por ciento|percent)");
  private static final Map<Character, BigDecimal> DAYS =
      Map.of(
          'd', BigDecimal.ONE,
          's', BigDecimal.valueOf(7),
          'w', BigDecimal.valueOf(7),
          'm', BigDecimal.valueOf(30),
          'a', BigDecimal.valueOf(360),
          'y', BigDecimal.valueOf(360));

  Optional<FieldValue> find(Field field) {
    return field
        .fromText()
        .flatMap(
            rule ->
                rule.said()
                    .flatMap(this::said)
                    .or(() -> byPattern(field, rule))
                    .or(() -> nearby(field, rule)))
        .filter(value -> allowed(field, value));
  }

  private Optional<FieldValue> said(String what) {
    OfferText offer = OfferText.read(text);
    return switch (what) {
      case "client" -> said.client().or(offer::client).map(PartiesText::trimmed).map(Words::new);
      case "other-party" -> PartiesText.read(text).other().map(Words::new);
      case "service" -> offer.service().map(Words::new);
      case "priced-items" ->
          Optional.of(offer.items(language))
              .filter(items -> !items.isEmpty())
              .map(items -> new Rows(items.stream().map(SaidFields::row).toList()));
      default -> throw new IllegalStateException("no reader of \"" + what + "\"");
    };
  }

  private static FieldValues row(Item item) {
    Map<String, FieldValue> cells = new LinkedHashMap<>();
    cells.put("name", new Words(item.name()));
    item.detail().ifPresent(detail -> cells.put("detail", new Words(detail)));
    cells.put("quantity", new Figure(item.quantity()));
    cells.put("unit_price", new Figure(item.unitPrice()));
    return new FieldValues(cells, Set.of());
  }

  private Optional<FieldValue> byPattern(Field field, TextRule rule) {
    return rule.patterns().stream()
        .flatMap(pattern -> pattern.matcher(text).results().limit(1))
        .map(MatchResult.class::cast)
        .filter(found -> found.groupCount() > 0 && found.group(1) != null)
        .flatMap(found -> value(field, rule, found.group(1)).stream())
        .findFirst();
  }

  private Optional<FieldValue> value(Field field, TextRule rule, String found) {
    return switch (field.kind()) {
      case TEXT, PARAGRAPH ->
          Optional.of(PartiesText.trimmed(found)).filter(t -> !t.isEmpty()).map(Words::new);
      case CHOICE ->
          field.choices().stream()
              .filter(
                  choice ->
                      PlainLetters.fold(found).equals(choice.id())
                          || PlainLetters.fold(found)
                              .equals(PlainLetters.fold(choice.label().in(language))))
              .findFirst()
              .map(choice -> new FieldValue.Chosen(choice.id()));
      case LIST, TABLE -> Optional.empty();
      default -> first(field.kind(), rule, found, 0, List.of());
    };
  }

  private Optional<FieldValue> nearby(Field field, TextRule rule) {
    if (rule.near().isEmpty() && rule.unit().isEmpty()) {
      return Optional.empty();
    }
    return switch (field.kind()) {
      case AMOUNT, PERCENT, INTEGER, NUMBER, DATE ->
          first(field.kind(), rule, text, NEAR, rule.near().orElse(List.of()));
      default -> Optional.empty();
    };
  }

  /** The first value of {@code kind} in {@code part} that stands after one of {@code words}. */
  private static Optional<FieldValue> first(
      FieldKind kind, TextRule rule, String part, int reach, List<String> words) {
    String folded = PlainLetters.fold(part);
    return switch (kind) {
      case AMOUNT ->
          Amount.findAll(part).stream()
              .filter(amount -> follows(folded, amount.start(), reach, words))
              .findFirst()
              .map(amount -> new Figure(amount.value()));
      case DATE ->
          DateText.findAll(part).stream()
              .filter(day -> follows(folded, day.start(), reach, words))
              .findFirst()
              .map(day -> new Day(day.date()));
      case PERCENT ->
          PERCENT
              .matcher(folded)
              .results()
              .filter(m -> follows(folded, m.start(), reach, words))
              .findFirst()
              .map(m -> new Figure(new BigDecimal(m.group(1).replace(',', '.'))));
      default ->
          rule.unit().isPresent()
              ? DURATION
                  .matcher(folded)
                  .results()
                  .filter(m -> follows(folded, m.start(), reach, words))
                  .flatMap(m -> in(rule.unit().get(), count(m.group(1)), m.group(2)).stream())
                  .findFirst()
                  .map(Figure::new)
              : WHOLE
                  .matcher(folded)
                  .results()
                  .filter(m -> follows(folded, m.start(), reach, words))
                  .findFirst()
                  .map(m -> new Figure(new BigDecimal(m.group())));
    };
  }

  private static boolean follows(String folded, int start, int reach, List<String> words) {
    String before =
        folded.substring(
            Math.max(0, Math.min(start, folded.length()) - reach),
            Math.min(start, folded.length()));
    return words.isEmpty() || words.stream().anyMatch(before::contains);
  }

  private static BigDecimal count(String written) {
    if (Character.isDigit(written.charAt(0))) {
      return new BigDecimal(written);
    }
    int spanish = written.startsWith("un") ? 0 : COUNTS_ES.indexOf(written);
    return BigDecimal.valueOf((spanish >= 0 ? spanish : COUNTS_EN.indexOf(written)) + 1L);
  }

  /** A duration in another unit, where it is a whole number of it; a year has twelve months. */
  private static Optional<BigDecimal> in(String unit, BigDecimal count, String given) {
    BigDecimal days = count.multiply(DAYS.get(given.charAt(0)));
    char wanted = unit.charAt(0);
    if (given.charAt(0) == 'd' && wanted != 'd') {
      return Optional.empty();
    }
    BigDecimal[] parts = days.divideAndRemainder(DAYS.get(wanted));
    return parts[1].signum() == 0 ? Optional.of(parts[0]) : Optional.empty();
  }

  private static boolean allowed(Field field, FieldValue value) {
    if (value instanceof Figure figure) {
      return figure.number().compareTo(field.min()) >= 0
          && figure.number().compareTo(field.max()) <= 0
          && (field.kind() != FieldKind.INTEGER
              || figure.number().stripTrailingZeros().scale() <= 0);
    }
    return !(value instanceof Words words) || words.text().length() <= field.longest();
  }
}
