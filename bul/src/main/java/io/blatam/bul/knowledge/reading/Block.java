package io.blatam.bul.knowledge.reading;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * A piece of a text in reading order.
 *
 * @param page the page or sheet it stands on, from 1; 0 where the format has no pages
 * @param level 1 to 6 for a heading, 0 for anything else
 * @param text one line for a heading or a table's row; paragraphs without their line breaks
 */
public record Block(int page, int level, String text) {

  public static Block heading(int page, int level, String text) {
    return new Block(page, Math.max(1, Math.min(6, level)), text);
  }

  public static Block paragraph(int page, String text) {
    return new Block(page, 0, text);
  }

  @JsonIgnore
  public boolean isHeading() {
    return level > 0;
  }
}
