package io.blatam.export.document;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.ThematicBreak;

/** Splits a document at its thematic breaks. */
final class Slides {

  private Slides() {}

  /** The slides in order; one that would show nothing and say nothing is left out. */
  public static List<Slide> of(ParsedDocument document) {
    List<Slide> slides = new ArrayList<>();
    List<Node> pending = new ArrayList<>();
    for (Node node = document.body().getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof ThematicBreak) {
        addSlide(pending, slides);
        pending.clear();
      } else {
        pending.add(node);
      }
    }
    addSlide(pending, slides);
    return List.copyOf(slides);
  }

  private static void addSlide(List<Node> nodes, List<Slide> slides) {
    if (nodes.isEmpty()) {
      return;
    }
    String title = null;
    StringBuilder notes = new StringBuilder();
    List<Node> blocks = new ArrayList<>();
    for (Node node : nodes) {
      if (node instanceof NotesBlock block) {
        notes.append(notes.isEmpty() ? "" : "\n\n").append(block.text());
      } else if (title == null && blocks.isEmpty() && node instanceof Heading) {
        title = PlainText.of(node);
      } else {
        blocks.add(node);
      }
    }
    slides.add(new Slide(title == null ? "" : title, blocks, notes.toString()));
  }
}
