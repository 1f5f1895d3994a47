package io.blatam.bul.template.docx;

import io.blatam.bul.document.MarkdownEscape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What a finished Word file says, as Markdown: what versions of it are compared by. Headings of the
 * first level, paragraphs and the rows of tables; how they look stays in the file.
 */
public final class WordText {

  private WordText() {}

  /** The text of the file's body; headers, footers and pictures are left out. */
  public static String of(byte[] file) {
    List<String> blocks = new ArrayList<>();
    blocks(WordPart.parsed(WordPackage.unpack(file).get(WordPackage.DOCUMENT)), blocks);
    return String.join("\n\n", blocks) + "\n";
  }

  private static void blocks(Node parent, List<String> blocks) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (is(node, "p")) {
        String text = MarkdownEscape.inline(text(node));
        if (!text.isEmpty()) {
          blocks.add((isHeading((Element) node) ? "# " : "") + text);
        }
      } else if (is(node, "tr")) {
        blocks.add(cells((Element) node));
      } else {
        blocks(node, blocks);
      }
    }
  }

  /** Its style is called Heading 1 in whichever of the platform's languages. */
  private static boolean isHeading(Element paragraph) {
    var styles = paragraph.getElementsByTagNameNS(WordPart.W, "pStyle");
    return styles.getLength() > 0
        && ((Element) styles.item(0))
            .getAttributeNS(WordPart.W, "val")
            .matches("(?i)(heading|t[ií]?tulo) ?1");
  }

  private static String cells(Element row) {
    List<String> cells = new ArrayList<>();
    for (Node node = row.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (is(node, "tc")) {
        cells.add(text(node));
      }
    }
    return cells.stream().map(MarkdownEscape::inline).collect(Collectors.joining(" · "));
  }

  private static String text(Node node) {
    StringBuilder text = new StringBuilder();
    gather(node, text);
    return text.toString().strip();
  }

  private static void gather(Node parent, StringBuilder text) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (is(node, "t")) {
        text.append(node.getTextContent());
      } else if (is(node, "tab") || is(node, "br")) {
        text.append(' ');
      } else {
        gather(node, text);
        if (is(node, "p")) {
          text.append(' ');
        }
      }
    }
  }

  private static boolean is(Node node, String name) {
    return name.equals(node.getLocalName()) && WordPart.W.equals(node.getNamespaceURI());
  }
}
