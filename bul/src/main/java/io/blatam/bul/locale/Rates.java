package io.blatam.bul.locale;

import com.fasterxml.jackson.core.type.TypeReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rates of all countries: those of the program ({@code /bul/rates.yaml}), and over them those
 * of the operator's file. Thread-safe; the file is read once, at start.
 */
public final class Rates {

  private static final Map<String, CountryRates> OF_THE_PROGRAM =
      byCountry(YamlResource.read("/bul/rates.yaml", new TypeReference<>() {}));

  private static volatile Map<String, CountryRates> all = OF_THE_PROGRAM;

  private Rates() {}

  /** What is known of a country's rates; nothing of one that is not known. */
  public static CountryRates of(String country) {
    return Optional.ofNullable(all.get(country))
        .orElseGet(
            () -> new CountryRates(country, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  /**
   * Puts an operator's rates over those of the program.
   *
   * @throws IllegalArgumentException naming file, line and field
   */
  public static void addFrom(Path file) {
    List<CountryRates> own = YamlResource.read(file, new TypeReference<>() {});
    Map<String, CountryRates> together = new TreeMap<>(OF_THE_PROGRAM);
    for (CountryRates rates : own) {
      if (Country.find(rates.country()).isEmpty()) {
        throw new IllegalArgumentException(
            file + ": country: \"" + rates.country() + "\" is not known here");
      }
      together.merge(rates.country(), rates, (known, changed) -> changed.over(known));
    }
    all = Map.copyOf(together);
  }

  /** Only those of the program again. */
  public static void reset() {
    all = OF_THE_PROGRAM;
  }

  private static Map<String, CountryRates> byCountry(List<CountryRates> rates) {
    Map<String, CountryRates> byCountry = new TreeMap<>();
    rates.forEach(each -> byCountry.put(each.country(), each));
    return Map.copyOf(byCountry);
  }
}
