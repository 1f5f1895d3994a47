package io.blatam.gamma.presentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.blatam.gamma.api.DeckKind;
import io.blatam.gamma.api.Language;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The embedded texts of one kind of deck in one language: {@code common.yaml} with what the kind's
 * own file says otherwise. Every text is a Pebble template.
 *
 * @param audience whom a deck is for when the request does not say
 * @param keyPoints the title of the messages slide when the messages are the caller's
 * @param chart {@code time} when the kind's own chart shows the meeting's time, not the plan
 * @param company how the slide about the company is called
 * @param importance the slides that such a deck gains first as it grows, where they are others than
 *     most kinds'
 * @param order the slides that it begins with, where they are others than most kinds'
 * @param tells what of the company such a deck tells: {@code portrait}, {@code revenue}, {@code
 *     bank_details}, {@code contact}; nothing where it is absent
 * @param version changes whenever a text of this language changes
 */
record DeckContent(
    String audience,
    Opening opening,
    String keyPoints,
    Heading agenda,
    Notes data,
    ChartText planChart,
    ChartText timeChart,
    Timeline timeline,
    SlideText phase,
    Map<String, SlideText> slides,
    Close close,
    Optional<String> chart,
    Optional<List<String>> importance,
    Optional<List<String>> order,
    Optional<CompanyText> company,
    Optional<List<String>> tells,
    List<Phase> phases,
    Optional<String> version) {

  record Opening(String subtitle, String notes) {}

  record Heading(String title, String notes) {}

  record Notes(String notes) {}

  record SlideText(String title, List<String> points, String notes) {}

  /**
   * @param account in front of the bank details
   */
  record CompanyText(String title, String account, String notes) {}

  boolean tells(String what) {
    return tells.map(all -> all.contains(what)).orElse(false);
  }

  record Close(String title, String text, String notes) {}

  /**
   * @param parts of the meeting, where the chart shows its time
   */
  record ChartText(
      String title,
      String chart,
      String unit,
      String series,
      String caption,
      Optional<List<String>> parts,
      String notes) {}

  record Timeline(
      String title,
      List<String> columns,
      String start,
      String duration,
      String total,
      String notes) {}

  /** A step of the proposed plan; its length is a proposal too. */
  record Phase(String name, int weeks, String goal, String result) {}

  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Map<String, DeckContent> LOADED = new ConcurrentHashMap<>();

  static DeckContent of(DeckKind kind, Language language) {
    return LOADED.computeIfAbsent(
        language.code() + "/" + kind.id(), name -> load(language.code(), kind.id()));
  }

  private static DeckContent load(String language, String kind) {
    String common = read(language + "/common.yaml");
    String own = read(language + "/" + kind + ".yaml");
    try {
      ObjectNode merged = (ObjectNode) YAML.readTree(common);
      merge(merged, (ObjectNode) YAML.readTree(own));
      merged.put("version", "gamma " + Integer.toHexString((common + own).hashCode()));
      return Json.convert(merged, DeckContent.class);
    } catch (IOException e) {
      throw new UncheckedIOException("the texts of this program are not valid YAML: " + kind, e);
    }
  }

  private static void merge(ObjectNode into, ObjectNode from) {
    from.fields()
        .forEachRemaining(
            field -> {
              JsonNode there = into.get(field.getKey());
              boolean fields = there instanceof ObjectNode && !isSlide(there);
              if (fields && field.getValue() instanceof ObjectNode object) {
                merge((ObjectNode) there, object);
              } else {
                into.set(field.getKey(), field.getValue());
              }
            });
  }

  private static boolean isSlide(JsonNode node) {
    return node.has("points");
  }

  private static String read(String name) {
    try (InputStream in = DeckContent.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
