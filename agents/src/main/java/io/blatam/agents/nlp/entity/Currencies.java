package io.blatam.agents.nlp.entity;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How currencies are written in Spanish and English business texts, and their ISO 4217 codes. A
 * lone {@code $} or <i>pesos</i> belongs to many countries and stays {@code $}.
 */
final class Currencies {

  private static final String UNKNOWN_DOLLAR_OR_PESO = "$";

  private static final Map<String, String> SIGNS = new LinkedHashMap<>();
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    for (String code :
        "COP USD EUR MXN ARS CLP PEN GBP BRL UYU BOB PYG CRC GTQ HNL NIO DOP CUP VES PAB CHF JPY CAD AUD CNY INR"
            .split(" ")) {
      SIGNS.put(code + "$", code);
      SIGNS.put(code, code);
    }
    SIGNS.put("US$", "USD");
    SIGNS.put("U$S", "USD");
    SIGNS.put("MX$", "MXN");
    SIGNS.put("CO$", "COP");
    SIGNS.put("AR$", "ARS");
    SIGNS.put("R$", "BRL");
    SIGNS.put("S/.", "PEN");
    SIGNS.put("S/", "PEN");
    SIGNS.put("€", "EUR");
    SIGNS.put("£", "GBP");
    SIGNS.put("¥", "JPY");
    SIGNS.put("$", UNKNOWN_DOLLAR_OR_PESO);

    WORDS.put("pesos? colombianos?", "COP");
    WORDS.put("pesos? mexicanos?", "MXN");
    WORDS.put("pesos? argentinos?", "ARS");
    WORDS.put("pesos? chilenos?", "CLP");
    WORDS.put("pesos? uruguayos?", "UYU");
    WORDS.put("pesos? dominicanos?", "DOP");
    WORDS.put("colombian pesos?", "COP");
    WORDS.put("mexican pesos?", "MXN");
    WORDS.put("argentine pesos?", "ARS");
    WORDS.put("chilean pesos?", "CLP");
    WORDS.put("pesos?", UNKNOWN_DOLLAR_OR_PESO);
    WORDS.put("euros?", "EUR");
    WORDS.put("d[oó]lares? (?:estadounidenses?|americanos?)", "USD");
    WORDS.put("(?:us|u\\.s\\.) dollars?", "USD");
    WORDS.put("d[oó]lar(?:es)?", UNKNOWN_DOLLAR_OR_PESO);
    WORDS.put("dollars?", UNKNOWN_DOLLAR_OR_PESO);
    WORDS.put("libras? esterlinas?", "GBP");
    WORDS.put("pounds? sterling", "GBP");
    WORDS.put("pounds?", "GBP");
    WORDS.put("soles", "PEN");
    WORDS.put("reales", "BRL");
  }

  private static final Map<Pattern, String> COMPILED_WORDS = compiled();

  private Currencies() {}

  /** Signs and codes, for an expression that is case-sensitive there. */
  static String signPattern() {
    return SIGNS.keySet().stream().map(Pattern::quote).collect(Collectors.joining("|"));
  }

  static String wordPattern() {
    return String.join("|", WORDS.keySet());
  }

  /** The ISO code of a sign or words that one of the two patterns matched; {@code $} if unknown. */
  static Optional<String> code(String written) {
    String sign = SIGNS.get(written.toUpperCase(Locale.ROOT));
    if (sign != null) {
      return Optional.of(sign);
    }
    return COMPILED_WORDS.entrySet().stream()
        .filter(entry -> entry.getKey().matcher(written).matches())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Map<Pattern, String> compiled() {
    Map<Pattern, String> compiled = new LinkedHashMap<>();
    WORDS.forEach(
        (words, code) ->
            compiled.put(
                Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE), code));
    return compiled;
  }
}
