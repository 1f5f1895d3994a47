package io.blatam.bul.http;

import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.locale.Language;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What can be asked for, in both languages. */
final class Catalogue {

  /**
   * @param name by language code
   */
  record Type(String id, Map<String, String> name) {}

  /** A list, with room for more beside it. */
  record Listing<T>(List<T> items) {}

  private Catalogue() {}

  static Listing<Type> documentTypes() {
    return new Listing<>(
        Arrays.stream(DocumentType.values())
            .map(
                type ->
                    new Type(type.id(), inBoth(type.label(Language.ES), type.label(Language.EN))))
            .toList());
  }

  private static Map<String, String> inBoth(String spanish, String english) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("es", spanish);
    names.put("en", english);
    return names;
  }
}
