package io.blatam.export.pptx;

import io.blatam.export.document.PlainText;
import io.blatam.export.pptx.TextLine.Kind;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListBlock;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;

/** Flattens blocks of text into the lines of a slide. */
final class TextLines {

  private final List<TextLine> lines = new ArrayList<>();

  private TextLines() {}

  static List<TextLine> of(Node block) {
    TextLines flat = new TextLines();
    flat.block(block, 0, Kind.PARAGRAPH);
    return List.copyOf(flat.lines);
  }

  private void block(Node block, int level, Kind kind) {
    if (block instanceof Paragraph) {
      add(TextLine.of(kind, block, level));
    } else if (block instanceof Heading) {
      add(TextLine.of(Kind.SUBHEAD, block, 0));
    } else if (block instanceof ListBlock list) {
      list(list, level);
    } else if (block instanceof BlockQuote) {
      children(block, level, Kind.QUOTE);
    } else if (block instanceof FencedCodeBlock code) {
      code(code, code.getLiteral());
    } else if (block instanceof IndentedCodeBlock code) {
      code(code, code.getLiteral());
    } else {
      children(block, level, kind);
    }
  }

  private void children(Node parent, int level, Kind kind) {
    for (Node child = parent.getFirstChild(); child != null; child = child.getNext()) {
      block(child, level, kind);
    }
  }

  private void list(ListBlock list, int level) {
    int depth = Math.min(level, TextLine.DEEPEST);
    int number = list instanceof OrderedList ordered ? start(ordered) : 0;
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      boolean first = true;
      for (Node block = item.getFirstChild(); block != null; block = block.getNext()) {
        if (block instanceof Paragraph && first) {
          boolean ordered = list instanceof OrderedList;
          add(
              ordered
                  ? TextLine.numbered(block, depth, number)
                  : TextLine.of(Kind.BULLET, block, depth));
          first = false;
        } else {
          block(block, Math.min(depth + 1, TextLine.DEEPEST), Kind.PARAGRAPH);
        }
      }
      number++;
    }
  }

  private static int start(OrderedList list) {
    Integer start = list.getMarkerStartNumber();
    return start == null ? 1 : Math.max(1, start);
  }

  private void code(Node block, String literal) {
    literal
        .stripTrailing()
        .replace("\t", "    ")
        .lines()
        .forEach(line -> lines.add(TextLine.code(block, line)));
  }

  private void add(TextLine line) {
    if (!PlainText.of(line.content()).isEmpty()) {
      lines.add(line);
    }
  }
}
