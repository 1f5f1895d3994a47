package io.blatam.bul.wording;

import io.blatam.bul.brief.Tone;
import io.blatam.bul.locale.Language;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a document speaks to its reader: in Spanish <i>usted</i>, or <i>tú</i> where a warm tone is
 * asked for. A template names each word that depends on it ({@code you.le}, {@code you.puede}), so
 * that a sentence is right in either.
 */
public final class Address {

  private static final Map<Language, Map<Boolean, Map<String, String>>> ALL =
      new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(language, Map.of(false, forms(language, 0), true, forms(language, 1)));
    }
  }

  private Address() {}

  /**
   * The forms by name.
   *
   * @param register empty: as to somebody one does not know
   */
  public static Map<String, String> in(Language language, Optional<Tone> register) {
    return ALL.get(language).get(register.equals(Optional.of(Tone.WARM)));
  }

  private static Map<String, String> forms(Language language, int index) {
    Map<String, String> forms = new LinkedHashMap<>();
    WordingTable.of(language).address().forEach((name, pair) -> forms.put(name, pair.get(index)));
    return Map.copyOf(forms);
  }
}
