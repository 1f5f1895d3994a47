package io.blatam.bul.locale;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The rates of all countries: those of the program ({@code /bul/rates.yaml}), and over them those
 * of the operator's file. Thread-safe.
 */
public final class Rates {

  private static final Rulebook<CountryRates> BOOK =
      new Rulebook<>(
          "/bul/rates.yaml", new TypeReference<>() {}, CountryRates::country, CountryRates::over);

  private Rates() {}

  /** What is known of a country's rates. */
  public static CountryRates of(String country) {
    return BOOK.all().stream()
        .filter(rates -> rates.country().equals(country))
        .findFirst()
        .orElseGet(
            () -> new CountryRates(country, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /**
   * Puts an operator's rates over those of the program.
   *
   * @throws IllegalArgumentException naming file, line and field
   */
  public static void addFrom(Path file) {
    BOOK.addFrom(file);
  }

  /** Only those of the program again. */
  public static void reset() {
    BOOK.reset();
  }
}
