package io.blatam.bul.knowledge;

import io.blatam.bul.locale.Language;

/**
 * A passage of a note: the unit that is searched.
 *
 * @param position in the note, from 0
 * @param page the page or sheet it stands on, from 1; 0 where the note has none
 * @param heading the headings above it, "Mercado › Competencia"; may be empty
 */
public record Chunk(int position, int page, String heading, Language language, String text) {

  /** What is embedded: a passage alone often does not say what it is about. */
  public String withHeading() {
    return heading.isEmpty() ? text : heading + ". " + text;
  }
}
