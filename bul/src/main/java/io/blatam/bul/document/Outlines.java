package io.blatam.bul.document;

import com.fasterxml.jackson.core.type.TypeReference;
import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.document.Outline.Section;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.locale.YamlResource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The outline of each document type, from {@code /templates/<type>/outline.yaml}. */
final class Outlines {
  /** The section that lists what was assumed; left out when nothing was. */
  static final String ASSUMPTIONS = "assumptions";

  private static final Map<DocumentType, List<Entry>> ALL = load();

  private Outlines() {}

  static Outline of(CompleteBrief brief) {
    return new Outline(
        ALL.get(brief.type()).stream()
            .filter(entry -> !entry.id.equals(ASSUMPTIONS) || !brief.assumptions().isEmpty())
            .map(
                entry ->
                    new Section(
                        entry.id,
                        entry.title.in(brief.language()),
                        entry.purpose.in(brief.language()),
                        entry.words,
                        entry.narrative))
            .toList());
  }

  /** The section ids of a type, in order. */
  static List<String> ids(DocumentType type) {
    return ALL.get(type).stream().map(Entry::id).toList();
  }

  private static Map<DocumentType, List<Entry>> load() {
    Map<DocumentType, List<Entry>> outlines = new EnumMap<>(DocumentType.class);
    Arrays.stream(DocumentType.values())
        .forEach(
            type ->
                outlines.put(
                    type,
                    YamlResource.read(
                        "/templates/" + type.id() + "/outline.yaml", new TypeReference<>() {})));
    return outlines;
  }

  private record Entry(
      String id, Bilingual title, Bilingual purpose, int words, boolean narrative) {}
}
