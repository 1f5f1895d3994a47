package io.blatam.bul.wording;

import com.fasterxml.jackson.core.type.TypeReference;
import io.blatam.bul.brief.Tone;
import io.blatam.bul.locale.Language;
import io.blatam.bul.locale.YamlResource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a language's registers differ in: {@code bul/wording/es.yaml} and {@code en.yaml}. One table
 * for a tone that is asked for with the brief and one that is asked for later.
 *
 * @param formal [expression, replacement], most specific first
 * @param warm likewise
 * @param address [to somebody one does not know, to somebody one does], by the name that templates
 *     use; empty where a language makes no difference
 */
record WordingTable(
    List<List<String>> formal, List<List<String>> warm, Map<String, List<String>> address) {

  private static final Map<Language, WordingTable> ALL = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      ALL.put(
          language,
          YamlResource.read(
              "/bul/wording/" + language.code() + ".yaml", new TypeReference<WordingTable>() {}));
    }
  }

  WordingTable {
    address = address == null ? Map.of() : Map.copyOf(address);
  }

  static WordingTable of(Language language) {
    return ALL.get(language);
  }

  /** The words of a tone; the neutral one changes none. */
  List<List<String>> words(Tone tone) {
    return switch (tone) {
      case FORMAL -> formal;
      case WARM -> warm;
      case NEUTRAL -> List.of();
    };
  }
}
