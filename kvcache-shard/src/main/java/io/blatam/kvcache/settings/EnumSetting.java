package io.blatam.kvcache.settings;

import com.typesafe.config.Config;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Settings that are one of a few words, each the name of an enum's constant in lower case. */
public final class EnumSetting {

  private EnumSetting() {}

  /**
   * @throws IllegalArgumentException that begins with the key and names the words that it may have
   */
  public static <E extends Enum<E>> E read(Config config, String key, Class<E> type) {
    String word = config.getString(key);
    return find(type, word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    key + ": must be one of " + words(type) + ", not " + word));
  }

  /** The constant that the word stands for; empty if it stands for none. */
  public static <E extends Enum<E>> Optional<E> find(Class<E> type, String word) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> word(constant).equals(word))
        .findFirst();
  }

  private static String words(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(EnumSetting::word)
        .collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
