package io.blatam.export.document;

import org.commonmark.node.CustomBlock;

/** Speaker notes: what the fenced {@code notes} block of a slide holds, as plain text. */
public final class NotesBlock extends CustomBlock {

  private final String text;

  NotesBlock(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }
}
