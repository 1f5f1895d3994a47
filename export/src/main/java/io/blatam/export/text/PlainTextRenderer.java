package io.blatam.export.text;

import io.blatam.export.api.ExportFormat;
import io.blatam.export.api.FormatRenderer;
import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.FrontMatter.Kind;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.document.Section;
import io.blatam.export.document.Slide;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Node;

/** Plain text, 78 columns wide: title, contents, body, small print. */
public final class PlainTextRenderer implements FormatRenderer {

  static final int WIDTH = 78;

  @Override
  public ExportFormat format() {
    return ExportFormat.TXT;
  }

  @Override
  public int revision() {
    return 2;
  }

  @Override
  public byte[] render(ParsedDocument document) {
    List<String> lines = new ArrayList<>();
    FrontMatter front = document.frontMatter();
    title(front, lines);
    if (front.toc() && !document.sections().isEmpty()) {
      contents(document, lines);
    }
    if (front.kind() == Kind.DECK) {
      slides(document, lines);
    } else {
      new TextWriter(front, lines, WIDTH).blocks(children(document.body()));
    }
    smallPrint(front, lines);
    return (String.join("\n", lines).strip() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static void title(FrontMatter front, List<String> lines) {
    lines.add("=".repeat(WIDTH));
    paragraph(front.company(), lines);
    paragraph(front.title().toUpperCase(front.locale()), lines);
    paragraph(front.subtitle(), lines);
    front.date().ifPresent(date -> lines.add(front.labels().date(date)));
    if (!front.author().isEmpty()) {
      paragraph(front.labels().author() + " " + front.author(), lines);
    }
    lines.add("=".repeat(WIDTH));
    lines.add("");
  }

  private static void contents(ParsedDocument document, List<String> lines) {
    lines.add(document.frontMatter().labels().contents());
    lines.add("");
    for (Section section : document.sections()) {
      if (section.level() <= 2) {
        String indent = section.level() == 1 ? "  " : "    ";
        for (String line : TextLines.wrap(section.title(), WIDTH - indent.length())) {
          lines.add(indent + line);
        }
      }
    }
    lines.add("");
  }

  private static void slides(ParsedDocument document, List<String> lines) {
    for (Slide slide : document.slides()) {
      lines.add("");
      if (!slide.title().isEmpty()) {
        paragraph(slide.title(), lines);
        lines.add("-".repeat(Math.min(WIDTH, TextTable.length(slide.title()))));
        lines.add("");
      }
      new TextWriter(document.frontMatter(), lines, WIDTH).blocks(slide.blocks());
      if (!slide.notes().isEmpty()) {
        paragraph("[" + document.frontMatter().labels().notes() + "] " + slide.notes(), lines);
        lines.add("");
      }
    }
  }

  private static void smallPrint(FrontMatter front, List<String> lines) {
    front
        .smallPrint()
        .ifPresent(
            line -> {
              lines.add("-".repeat(WIDTH));
              paragraph(line, lines);
            });
  }

  private static void paragraph(String text, List<String> lines) {
    if (!text.isEmpty()) {
      lines.addAll(TextLines.wrap(text, WIDTH));
    }
  }

  static List<Node> children(Node parent) {
    List<Node> children = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNext()) {
      children.add(node);
    }
    return children;
  }
}
