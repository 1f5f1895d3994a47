package io.blatam.bul.knowledge.reading;

import java.util.List;

/**
 * What a file says.
 *
 * @param mediaType what the content is, whatever the file was called
 * @param pages pages or sheets; 0 where the format has none
 */
public record ReadText(String mediaType, int pages, List<Block> blocks) {

  public ReadText {
    blocks = List.copyOf(blocks);
  }

  /** The text as people read it: blank lines between blocks, a form feed between pages. */
  public String plain() {
    StringBuilder text = new StringBuilder();
    int page = 0;
    for (Block block : blocks) {
      if (!text.isEmpty()) {
        text.append(block.page() == page ? "\n\n" : "\n\f");
      }
      page = block.page();
      text.append(block.isHeading() ? "#".repeat(block.level()) + " " : "").append(block.text());
    }
    return text.append('\n').toString();
  }
}
