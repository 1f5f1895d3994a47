package io.blatam.bul.document;

import io.blatam.bul.brief.CompleteBrief;
import io.blatam.bul.document.Outline.Section;
import io.blatam.bul.locale.Bilingual;
import io.blatam.bul.type.TypeDefinition;
import io.blatam.bul.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The outline of each document type, from its {@code outline.yaml}. */
final class Outlines {
  /** The section that lists what was assumed; left out when nothing was. */
  static final String ASSUMPTIONS = "assumptions";

  private Outlines() {}

  static Outline of(CompleteBrief brief) {
    TypeDefinition type = brief.type().definition();
    List<Section> sections = new ArrayList<>();
    for (Entry entry : read(type)) {
      if (present(entry, brief)) {
        String title = entry.title.in(brief.language());
        boolean numbered = type.numbered() && !entry.id.equals(ASSUMPTIONS);
        sections.add(
            new Section(
                entry.id,
                numbered ? (sections.size() + 1) + ". " + title : title,
                entry.purpose.in(brief.language()),
                entry.words,
                entry.narrative));
      }
    }
    return new Outline(sections);
  }

  /** The section ids of a type, in order. */
  static List<String> ids(TypeDefinition type) {
    return read(type).stream().map(Entry::id).toList();
  }

  private static boolean present(Entry entry, CompleteBrief brief) {
    if (entry.id.equals(ASSUMPTIONS)) {
      return !brief.assumptions().isEmpty();
    }
    return entry.when.map(field -> brief.fields().find(field).isPresent()).orElse(true);
  }

  private static List<Entry> read(TypeDefinition type) {
    String path = type.id() + "/outline.yaml";
    String name = type.files().name(path);
    YamlNode root =
        YamlNode.read(
            name,
            type.files()
                .find(path)
                .orElseThrow(() -> new IllegalArgumentException(name + ": the file is missing")));
    return root.items().stream().map(node -> entry(node, type)).toList();
  }

  private static Entry entry(YamlNode node, TypeDefinition type) {
    node.only("id", "title", "purpose", "words", "narrative", "when");
    return new Entry(
        node.at("id").text(),
        bilingual(node.at("title")),
        bilingual(node.at("purpose")),
        node.find("words").map(words -> words.number().intValue()).orElse(150),
        node.find("narrative").map(YamlNode::flag).orElse(false),
        node.find("when").map(when -> field(when, type)));
  }

  private static String field(YamlNode when, TypeDefinition type) {
    if (type.fields().stream().noneMatch(field -> field.name().equals(when.text()))) {
      throw when.fault("there is no field \"" + when.text() + "\"");
    }
    return when.text();
  }

  private static Bilingual bilingual(YamlNode node) {
    node.only("es", "en");
    return new Bilingual(node.at("es").text(), node.at("en").text());
  }

  /**
   * @param when the field without which there is no such section
   */
  private record Entry(
      String id,
      Bilingual title,
      Bilingual purpose,
      int words,
      boolean narrative,
      Optional<String> when) {}
}
