package io.blatam.bul.brief;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Reads enum constants by the name they have in JSON, and says which names exist when none fits.
 */
final class WireNames {
  private WireNames() {}

  static <E> E parse(E[] values, Function<E, String> name, String field, String given) {
    String wanted = given.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(values)
        .filter(value -> name.apply(value).equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    field
                        + ": use one of "
                        + Arrays.stream(values).map(name).collect(Collectors.joining(", "))
                        + " (was \""
                        + given
                        + "\")"));
  }
}
