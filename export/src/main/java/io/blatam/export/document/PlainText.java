package io.blatam.export.document;

import org.commonmark.node.Code;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;

/** The words of a node without their markup, line breaks as spaces. */
public final class PlainText {

  private PlainText() {}

  public static String of(Node node) {
    StringBuilder out = new StringBuilder();
    append(node, out);
    return out.toString().strip();
  }

  private static void append(Node node, StringBuilder out) {
    if (node instanceof Text text) {
      out.append(text.getLiteral());
    } else if (node instanceof Code code) {
      out.append(code.getLiteral());
    } else if (node instanceof SoftLineBreak || node instanceof HardLineBreak) {
      out.append(' ');
    }
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      append(child, out);
    }
  }
}
