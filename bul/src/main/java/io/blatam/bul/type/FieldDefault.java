package io.blatam.bul.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.blatam.bul.locale.Country;
import io.blatam.bul.locale.CountryRates;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.Rate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a field is assumed to be: a plain value; {@code {es: …, en: …}}; {@code {by_country: {ES: …,
 * other: …}}}; a day as {@code today}, {@code today+30d}, {@code today+6m} or {@code next-month};
 * these may be nested, also inside lists and rows. Besides, alone: {@code {country: sales_tax}},
 * the country's general rate (also {@code income_tax}, {@code payroll}), and {@code {company:
 * city}}, what is known of the company.
 *
 * @param rule as it stands in the file
 */
public record FieldDefault(JsonNode rule) {
  private static final Map<String, Function<CountryRates, Optional<Rate>>> RATES =
      Map.of(
          "sales_tax", CountryRates::salesTax,
          "income_tax", CountryRates::incomeTax,
          "payroll", CountryRates::payroll);

  /**
   * What is planned with where a country, or its rate, is not known. Percent. Sales tax is none of
   * it: whoever reads a price takes 0 for a promise.
   */
  private static final Map<String, BigDecimal> USUAL =
      Map.of(
          "income_tax", BigDecimal.valueOf(25),
          "payroll", BigDecimal.valueOf(25));

  private static final String BY_COUNTRY = "by_country";
  private static final String COUNTRY = "country";
  private static final String COMPANY = "company";
  private static final String ELSEWHERE = "other";
  private static final Pattern DAY = Pattern.compile("today(?:\\+(\\d{1,4})([dm]))?");

  /** The value for one document, as a brief would give it; null where it is not known. */
  public JsonNode in(
      Language language,
      Optional<Country> country,
      LocalDate today,
      Function<String, Optional<String>> company) {
    if (ofCountry()) {
      return rate(country)
          .map(Rate::rate)
          .or(() -> Optional.ofNullable(USUAL.get(rule.get(COUNTRY).asText())))
          .<JsonNode>map(DecimalNode::valueOf)
          .orElse(NullNode.getInstance());
    }
    if (ofCompany()) {
      return company
          .apply(rule.get(COMPANY).asText())
          .<JsonNode>map(TextNode::valueOf)
          .orElse(NullNode.getInstance());
    }
    return resolve(rule, language, country.map(Country::code).orElse(ELSEWHERE), today);
  }

  /** The country's rate that it is; empty where it is none, or none is known. */
  public Optional<Rate> rate(Optional<Country> country) {
    return Optional.ofNullable(rule.get(COUNTRY))
        .map(which -> RATES.get(which.asText()))
        .flatMap(rate -> country.map(Country::rates).flatMap(rate));
  }

  /** Whether it is taken from the company, so that it may not be known. */
  public boolean ofCompany() {
    return rule.has(COMPANY);
  }

  /** Whether it is a rate of the country, so that it may not be known. */
  public boolean ofCountry() {
    return rule.has(COUNTRY);
  }

  /** Whether only a document tells its value. */
  boolean special() {
    return ofCountry() || ofCompany();
  }

  /** The countries that it tells apart, {@code other} included. */
  Set<String> countries() {
    Set<String> codes = new TreeSet<>(Set.of(ELSEWHERE));
    rule.findValues(BY_COUNTRY).forEach(by -> by.fieldNames().forEachRemaining(codes::add));
    return codes;
  }

  /** As {@link #in}, for a country's code. */
  JsonNode of(Language language, String country, LocalDate today) {
    return resolve(rule, language, country, today);
  }

  private static JsonNode resolve(
      JsonNode node, Language language, String country, LocalDate today) {
    if (node.isTextual()) {
      return day(node.textValue(), today).<JsonNode>map(TextNode::valueOf).orElse(node);
    }
    if (node.isArray()) {
      ArrayNode resolved = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> resolved.add(resolve(item, language, country, today)));
      return resolved;
    }
    if (!node.isObject()) {
      return node;
    }
    if (node.has(BY_COUNTRY)) {
      JsonNode by = node.get(BY_COUNTRY);
      return resolve(
          by.has(country) ? by.get(country) : by.path(ELSEWHERE), language, country, today);
    }
    if (node.size() == 2 && node.has("es") && node.has("en")) {
      return resolve(node.get(language.code()), language, country, today);
    }
    ObjectNode resolved = JsonNodeFactory.instance.objectNode();
    for (Iterator<Map.Entry<String, JsonNode>> all = node.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> cell = all.next();
      resolved.set(cell.getKey(), resolve(cell.getValue(), language, country, today));
    }
    return resolved;
  }

  private static Optional<String> day(String text, LocalDate today) {
    if (text.equals("next-month")) {
      return Optional.of(today.withDayOfMonth(1).plusMonths(1).toString());
    }
    Matcher day = DAY.matcher(text);
    if (!day.matches()) {
      return Optional.empty();
    }
    if (day.group(1) == null) {
      return Optional.of(today.toString());
    }
    int count = Integer.parseInt(day.group(1));
    return Optional.of(
        (day.group(2).equals("d") ? today.plusDays(count) : today.plusMonths(count)).toString());
  }
}
