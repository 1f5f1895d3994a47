package io.blatam.node.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job as the platform describes it.
 *
 * @param status where it stands; "done", "failed" and "cancelled" are its ends
 * @param files the formats that can be fetched
 * @param error why it failed, or why its last attempt did
 */
public record Job(
    String id,
    String status,
    String title,
    List<Section> sections,
    Cache cache,
    List<String> files,
    Optional<String> error) {

  /**
   * A part of the document.
   *
   * @param origin where its text came from; empty until it is written
   */
  public record Section(String title, Optional<String> origin) {

    public boolean written() {
      return origin.isPresent();
    }

    public boolean cached() {
      return origin.filter(from -> from.equals("cache") || from.equals("joined")).isPresent();
    }
  }

  /**
   * What did not have to be done again.
   *
   * @param sectionsHit how many of {@code sectionsAsked} the cache had
   * @param filesHit files that had been rendered before
   */
  public record Cache(int sectionsHit, int sectionsAsked, int filesHit) {}

  public boolean ended() {
    return succeeded() || status.equals("failed") || status.equals("cancelled");
  }

  /** Whether it goes on only when a person has said which document is wanted. */
  public boolean asked() {
    return status.equals("question");
  }

  /** Whether it goes on only when a person has settled its outline. */
  public boolean outlined() {
    return status.equals("outline");
  }

  public boolean succeeded() {
    return status.equals("done");
  }

  static Job of(JsonNode said) {
    var sections = new ArrayList<Section>();
    for (JsonNode section : said.path("sections")) {
      sections.add(
          new Section(
              section.path("title").asText(),
              Optional.ofNullable(section.path("origin").textValue())));
    }
    var files = new ArrayList<String>();
    said.path("files").forEach(file -> files.add(file.path("format").asText()));
    JsonNode cache = said.path("cache");
    return new Job(
        said.path("id").asText(),
        said.path("status").asText(),
        said.path("title").asText(),
        List.copyOf(sections),
        new Cache(
            cache.path("sections_hit").asInt(),
            cache.path("sections_total").asInt(),
            cache.path("files_hit").asInt()),
        List.copyOf(files),
        Optional.ofNullable(said.path("error").textValue()));
  }
}
