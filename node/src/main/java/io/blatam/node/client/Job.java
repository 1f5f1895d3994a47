package io.blatam.node.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A job as the platform describes it.
 *
 * @param state "queued", "running", "done", "failed" or "cancelled"
 * @param failure why it failed
 * @param firstRunMillis how long the sections that came from the cache took when they were written
 */
public record Job(
    String id,
    String state,
    String title,
    List<Section> sections,
    List<String> formats,
    Optional<String> failure) {

  /**
   * A part of the document.
   *
   * @param state "waiting", "writing" or "done"
   * @param cached it did not have to be written again
   * @param savedMillis how long writing it took the first time, where it is cached
   */
  public record Section(String title, String state, boolean cached, long savedMillis) {

    public boolean done() {
      return state.equals("done");
    }
  }

  public boolean ended() {
    return succeeded() || state.equals("failed") || state.equals("cancelled");
  }

  public boolean succeeded() {
    return state.equals("done");
  }

  static Job of(JsonNode said) {
    var sections = new ArrayList<Section>();
    for (JsonNode section : said.path("sections")) {
      sections.add(
          new Section(
              section.path("title").asText(),
              section.path("state").asText(),
              section.path("cached").asBoolean(),
              section.path("saved_ms").asLong()));
    }
    var formats = new ArrayList<String>();
    said.path("formats").forEach(format -> formats.add(format.asText()));
    return new Job(
        said.path("id").asText(),
        said.path("state").asText(),
        said.path("title").asText(),
        List.copyOf(sections),
        List.copyOf(formats),
        Optional.ofNullable(said.path("failure").textValue()));
  }
}
