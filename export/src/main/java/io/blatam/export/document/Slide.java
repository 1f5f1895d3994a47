package io.blatam.export.document;

import java.util.List;
import org.commonmark.node.Node;

/**
 * One slide of a deck.
 *
 * @param title its first heading as plain text, empty when it has none
 * @param blocks its top-level blocks without that heading and without notes; they stay in the
 *     document's tree, so read them and leave them where they are
 * @param notes what the speaker says, empty when there is nothing
 */
public record Slide(String title, List<Node> blocks, String notes) {
  public Slide {
    blocks = List.copyOf(blocks);
  }
}
