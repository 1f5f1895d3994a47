package io.blatam.bul.api;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An outline as a person wants it: the sections in order. One with an id stays, with what is said
 * of it changed; one without is new and needs a title and a purpose; one that is not named is
 * dropped.
 */
public record OutlineEdit(List<Section> sections) {

  private static final int MOST_SECTIONS = 40;

  /** Letters, figures and the punctuation of headings: a title is printed as it stands. */
  private static final Pattern TITLE =
      Pattern.compile("[\\p{L}\\p{N} .,:;()/&%¿?¡!'’\"«»–+-]{1,160}");

  public OutlineEdit {
    if (sections == null || sections.isEmpty()) {
      throw new IllegalArgumentException("sections: name at least one");
    }
    sections = List.copyOf(sections);
    if (sections.size() > MOST_SECTIONS) {
      throw new IllegalArgumentException("sections: name at most " + MOST_SECTIONS);
    }
    Set<String> ids = new HashSet<>();
    Set<String> titles = new HashSet<>();
    for (Section section : sections) {
      if (!section.id().map(ids::add).orElse(true)) {
        throw new IllegalArgumentException(
            "sections: \"" + section.id().orElseThrow() + "\" is named twice");
      }
      if (!section.title().map(titles::add).orElse(true)) {
        throw new IllegalArgumentException(
            "sections: two are called \"" + section.title().orElseThrow() + "\"");
      }
    }
  }

  /**
   * @param words 20 to 3,000
   */
  public record Section(
      Optional<String> id,
      Optional<String> title,
      Optional<String> purpose,
      Optional<Integer> words) {

    public Section {
      id = given(id);
      title = given(title).map(String::strip);
      purpose = given(purpose).map(text -> text.strip().replaceAll("\\s+", " "));
      words = words == null ? Optional.empty() : words;
      if (id.isEmpty() && (title.isEmpty() || purpose.isEmpty())) {
        throw new IllegalArgumentException(
            "title: a section without the id of a planned one is new, and needs a title and a"
                + " purpose");
      }
      if (!title.map(text -> TITLE.matcher(text).matches()).orElse(true)) {
        throw new IllegalArgumentException(
            "title: must be 1 to 160 letters, figures and punctuation, without Markdown's own"
                + " signs");
      }
      if (!purpose.map(text -> !text.isEmpty() && text.length() <= 600).orElse(true)) {
        throw new IllegalArgumentException("purpose: must be 1 to 600 characters");
      }
      if (!words.map(count -> count >= 20 && count <= 3_000).orElse(true)) {
        throw new IllegalArgumentException("words: must be from 20 to 3000");
      }
    }

    private static Optional<String> given(Optional<String> value) {
      return value == null ? Optional.empty() : value;
    }
  }
}
