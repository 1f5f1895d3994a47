package io.blatam.bul.revision;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.api.WantedFormats;
import io.blatam.bul.brief.Tone;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An ask for a change, as it stands on the wire: in words ({@code change}), for one section ({@code
 * section} with {@code instruction} or {@code text}), or as single edits. Several edits are done in
 * the order of these components.
 *
 * @param text a person's own text of {@code section}; an empty one brings the composed text back
 * @param brief a merge patch of the document's brief
 * @param data a merge patch of what a template was filled in with
 * @param baseVersion refused with 409 where it is not the latest; empty: whichever is
 * @param formats of the version's files; empty: those of the version before
 * @param priority as of a document; empty: that of the version before
 * @param deadline as of a document
 */
public record RevisionRequest(
    Optional<String> change,
    Optional<String> section,
    Optional<String> instruction,
    Optional<String> text,
    Optional<Tone> tone,
    Optional<JsonNode> brief,
    Optional<JsonNode> data,
    Optional<NewSection> addSection,
    Optional<String> removeSection,
    Optional<Moved> moveSection,
    Optional<Renamed> renameSection,
    Optional<Integer> baseVersion,
    Optional<List<String>> formats,
    Optional<Integer> priority,
    Optional<String> deadline) {

  private static final int MOST_LETTERS = 2_000;
  private static final int LONGEST_TEXT = 40_000;

  /**
   * @param topic of the library, in its own words ("riesgos"); or a title and a purpose or a text
   */
  public record NewSection(
      Optional<String> topic,
      Optional<String> title,
      Optional<String> purpose,
      Optional<String> text,
      Optional<String> after,
      Optional<String> before) {}

  /** One of {@code before}, {@code after} and {@code position} (from 1). */
  public record Moved(
      String section,
      Optional<String> before,
      Optional<String> after,
      Optional<Integer> position) {}

  public record Renamed(String section, String title) {}

  public RevisionRequest {
    // An absent tree is read as one of null.
    brief = brief.filter(patch -> !patch.isNull() && !patch.isMissingNode());
    data = data.filter(patch -> !patch.isNull() && !patch.isMissingNode());
    change = change.map(String::strip);
    instruction = instruction.map(String::strip);
    check("change", change, MOST_LETTERS);
    check("instruction", instruction, MOST_LETTERS);
    if (text.map(String::length).orElse(0) > LONGEST_TEXT) {
      throw new IllegalArgumentException("text: must be at most " + LONGEST_TEXT + " characters");
    }
    if (instruction.isPresent() && text.isPresent()) {
      throw new IllegalArgumentException(
          "text: send an instruction for the section, or its text, not both");
    }
    if ((instruction.isPresent() || text.isPresent()) && section.isEmpty()) {
      throw new IllegalArgumentException("section: say which section is meant");
    }
    boolean asks =
        Stream.of(
                change,
                section,
                tone,
                brief,
                data,
                addSection,
                removeSection,
                moveSection,
                renameSection)
            .anyMatch(Optional::isPresent);
    if (!asks) {
      throw new IllegalArgumentException(
          "change: say what to change, such as \"más formal\"; or send section, tone, brief, data,"
              + " add_section, remove_section, move_section or rename_section");
    }
    formats.ifPresent(WantedFormats::of);
    if (priority.map(p -> p < 1 || p > 5).orElse(false)) {
      throw new IllegalArgumentException(
          "priority: must be a whole number from 1 (most urgent) to 5");
    }
  }

  private static void check(String field, Optional<String> said, int most) {
    if (said.map(words -> words.isEmpty() || words.length() > most).orElse(false)) {
      throw new IllegalArgumentException(field + ": must be 1 to " + most + " characters");
    }
  }
}
