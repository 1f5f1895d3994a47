package io.blatam.bul.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.agent.SmeAgent;
import io.blatam.bul.brief.DocumentType;
import io.blatam.bul.brief.DocumentTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be asked for, in both languages. */
final class Catalogue {

  /**
   * @param name by language code
   * @param key the name of its fields' object in a brief
   * @param company what of the company the document can not do without
   * @param fields empty for the types whose brief the API description spells out
   * @param ask how somebody would ask for it, by language code
   * @param example fields of a brief, by language code
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Type(
      String id,
      Map<String, String> name,
      String area,
      String key,
      List<String> company,
      List<FieldView> fields,
      Map<String, String> ask,
      Optional<JsonNode> example) {}

  /**
   * @param name by language code
   * @param documentTypes what the area's agent usually writes
   */
  record Area(
      String id,
      Map<String, String> name,
      Map<String, String> expertise,
      List<String> documentTypes) {}

  /** A list, with room for more beside it. */
  record Listing<T>(List<T> items) {}

  private Catalogue() {}

  static Listing<Type> documentTypes() {
    return new Listing<>(DocumentTypes.all().stream().map(Catalogue::type).toList());
  }

  private static Type type(DocumentType type) {
    return new Type(
        type.id(),
        FieldView.inBoth(type.definition().label()),
        type.area().id(),
        type.key(),
        type.definition().company(),
        type.definition().fields().stream().map(FieldView::of).toList(),
        type.definition().ask().map(FieldView::inBoth).orElse(Map.of()),
        type.definition().example());
  }

  static Listing<Area> areas() {
    return new Listing<>(
        SmeAgent.all().stream()
            .map(
                agent ->
                    new Area(
                        agent.area().id(),
                        FieldView.inBoth(agent.name()),
                        FieldView.inBoth(agent.expertise()),
                        Stream.concat(
                                agent.documentTypes().stream(),
                                DocumentTypes.all().stream()
                                    .filter(type -> type.area() == agent.area()))
                            .map(DocumentType::id)
                            .distinct()
                            .toList()))
            .toList());
  }
}
