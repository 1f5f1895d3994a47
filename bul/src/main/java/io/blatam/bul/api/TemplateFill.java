package io.blatam.bul.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.brief.BriefFormat;
import io.blatam.bul.locale.Language;
import io.blatam.platform.artifact.ArtifactId;
import io.blatam.platform.http.Json;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * One of the tenant's own templates and what it is filled in with: on the wire {@code template}
 * with {@code id}, {@code version} and {@code data}, and {@code title} beside it.
 *
 * @param version empty: the latest one when the ask is accepted
 * @param title of the document; empty: its own headline, or else the template's name
 * @param language of the words that a schedule puts into the data; the document's own is the
 *     template's
 * @param filled what came of it when the ask was accepted; never read from the wire
 */
public record TemplateFill(
    String id,
    Optional<Integer> version,
    ObjectNode data,
    Optional<String> title,
    Optional<Language> language,
    Optional<Filled> filled) {

  /** What {@link io.blatam.bul.api.JobView#documentType()} says of such documents. */
  public static final String TYPE = "template";

  static final String FIELD = "template";

  /** Under which name {@link #filled} is stored. */
  static final String FILLED = "template_as_filled";

  private static final int TITLE = 160;

  /**
   * A template that was filled in. Whatever becomes of the template, the document is made of this.
   *
   * @param name of the template
   * @param headline what the text calls itself, where it does
   * @param text the artifact with the Markdown, or of a Word template the finished file
   */
  public record Filled(
      int version,
      String name,
      Optional<String> headline,
      boolean word,
      String language,
      ArtifactId text) {}

  /**
   * Reads what is left of the wire's object when formats, priority and handling are taken out.
   *
   * @throws IllegalArgumentException that names the field
   */
  static TemplateFill read(ObjectNode request) {
    only(request, "", List.of(FIELD, "title", "language", FILLED));
    if (!(request.get(FIELD) instanceof ObjectNode template)) {
      throw new IllegalArgumentException(
          "template: give its id and data, {\"id\": …, \"data\": …}");
    }
    only(template, "template.", List.of("id", "version", "data"));
    JsonNode version = template.get("version");
    if (version != null && !(version.canConvertToInt() && version.intValue() > 0)) {
      throw new IllegalArgumentException("template.version: must be a whole number from 1");
    }
    JsonNode data = template.path("data");
    if (!data.isObject() && !data.isMissingNode()) {
      throw new IllegalArgumentException(
          "template.data: must be an object, such as {\"client\": {\"name\": \"…\"}}");
    }
    return new TemplateFill(
        text(template, "id")
            .orElseThrow(() -> new IllegalArgumentException("template.id: is required")),
        Optional.ofNullable(version).map(JsonNode::intValue),
        data instanceof ObjectNode given ? given : Json.mapper().createObjectNode(),
        text(request, "title").map(TemplateFill::titled),
        text(request, "language").map(Language::of),
        Optional.ofNullable(request.get(FILLED))
            .map(filled -> BriefFormat.json(filled, Filled.class)));
  }

  /** Writes what {@link #read} reads. */
  void putInto(ObjectNode request) {
    ObjectNode template = request.putObject(FIELD).put("id", id);
    version.ifPresent(number -> template.put("version", number));
    template.set("data", data);
    title.ifPresent(name -> request.put("title", name));
    language.ifPresent(code -> request.put("language", code.code()));
    filled.ifPresent(made -> request.set(FILLED, BriefFormat.tree(made)));
  }

  /** The same with what has come of it. */
  public TemplateFill as(Filled made) {
    return new TemplateFill(id, version, data, title, language, Optional.of(made));
  }

  /** The same template, in the version that was used, with other data. */
  public TemplateFill with(ObjectNode other) {
    return new TemplateFill(
        id, filled.map(Filled::version).or(() -> version), other, title, language, filled);
  }

  /** What the document is called; only of one that was filled in. */
  public String called() {
    return title
        .or(() -> filled.orElseThrow().headline())
        .orElseGet(() -> filled.orElseThrow().name());
  }

  private static void only(ObjectNode object, String path, List<String> known) {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        throw new IllegalArgumentException(
            path
                + name
                + ": is no field of a document of a template; it takes template (id, version,"
                + " data), title, formats, priority and deadline");
      }
    }
  }

  private static Optional<String> text(ObjectNode object, String name) {
    JsonNode value = object.get(name);
    if (value != null && !value.isTextual()) {
      throw new IllegalArgumentException(name + ": must be a text");
    }
    return Optional.ofNullable(value).map(JsonNode::textValue);
  }

  private static String titled(String given) {
    String title = given.replaceAll("\\p{C}", " ").strip();
    if (title.isEmpty() || title.length() > TITLE) {
      throw new IllegalArgumentException("title: must have 1 to " + TITLE + " characters");
    }
    return title;
  }
}
