package io.blatam.bul.finance;

import io.blatam.bul.locale.Rates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An operator's rates: a folder with any of {@code rates.yaml}, {@code payroll.yaml} and {@code
 * vat-regimes.yaml}, written as those of the program are. What is in them goes before the
 * program's; the rest stays.
 */
public final class RatesFolder {

  private static final Map<String, Consumer<Path>> FILES =
      Map.of(
          "rates.yaml", Rates::addFrom,
          "payroll.yaml", PayrollRules::addFrom,
          "vat-regimes.yaml", VatRegime::addFrom);

  private RatesFolder() {}

  /**
   * Reads the folder.
   *
   * @throws IllegalArgumentException naming file, line and field, or a file that is none of these
   */
  public static void read(Path folder) {
    List<Path> found;
    try (Stream<Path> files = Files.list(folder)) {
      found = files.filter(file -> file.toString().matches(".*\\.ya?ml")).sorted().toList();
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("can not read the folder " + folder, unreadable);
    }
    for (Path file : found) {
      Consumer<Path> add = FILES.get(file.getFileName().toString());
      if (add == null) {
        throw new IllegalArgumentException(
            file + ": is none of " + String.join(", ", FILES.keySet().stream().sorted().toList()));
      }
      add.accept(file);
    }
  }
}
