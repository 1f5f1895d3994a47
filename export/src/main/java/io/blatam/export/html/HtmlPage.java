package io.blatam.export.html;

import io.blatam.export.document.FrontMatter.Kind;
import io.blatam.export.document.NotesBlock;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.document.Section;
import io.blatam.export.typography.TextWidth;
import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.Node;

/**
 * Composes a whole page: head, cover, table of contents, body, small print. What comes out is HTML
 * that an XML parser reads too, without a document type.
 */
public final class HtmlPage extends PagePart {

  /** Longer tables of contents list chapters only. */
  private static final int MAX_CONTENTS = 45;

  /** The type size of the lines above and below each page, in points. */
  private static final double RUNNING_SIZE = 7.6;

  private HtmlPage(ParsedDocument document, Medium medium) {
    super(document, medium);
  }

  public static String of(ParsedDocument document, Medium medium) {
    return new HtmlPage(document, medium).write();
  }

  private String write() {
    String language = front.locale().toLanguageTag();
    markup.open("html", "lang", language, "xml:lang", language).newline();
    new PageHead(this).write();
    boolean deck = front.kind() == Kind.DECK;
    markup.open("body", "class", deck ? "deck" : "document").newline();
    if (medium == Medium.PAGED) {
      runningLines();
    }
    if (front.cover()) {
      new Opening(this).cover();
    } else if (!deck) {
      new Opening(this).masthead();
    }
    if (front.toc() && !document.sections().isEmpty()) {
      contents();
    }
    markup.open("main").newline();
    if (deck) {
      new Slides(this).write();
    } else {
      new BlockWriter(markup, document, theme, paper).write(blocks());
      // A sibling of the last block, which is what keeps it from a page of its own.
      new SmallPrint(this).write();
    }
    markup.close("main").newline();
    return markup.close("body").close("html").newline().toString();
  }

  private void runningLines() {
    double width = paper.textWidth();
    markup.open("div", "class", "running-header").open("table").open("tr");
    markup.element("td", TextWidth.shorten(front.title(), width * 0.6, RUNNING_SIZE));
    markup.element(
        "td", TextWidth.shorten(front.company(), width * 0.36, RUNNING_SIZE), "class", "right");
    markup.close("tr").close("table").close("div").newline();
    markup.open("div", "class", "running-footer").open("table").open("tr");
    markup.element("td", front.date().map(labels::date).orElse(""));
    markup.element("td", "", "class", "right page-line");
    markup.close("tr").close("table").close("div").newline();
  }

  private void contents() {
    List<Section> listed = contentsDownTo(2);
    if (listed.size() > MAX_CONTENTS) {
      listed = contentsDownTo(1);
    }
    markup.open("nav", "class", "contents", "aria-label", labels.contents()).newline();
    markup.element("p", labels.contents(), "class", "contents-title").newline();
    for (Section section : listed) {
      markup.open("p", "class", "contents-" + section.level());
      markup.element("a", section.title(), "href", "#" + section.id());
      markup.close("p").newline();
    }
    markup.close("nav").newline();
  }

  private List<Section> contentsDownTo(int level) {
    return document.sections().stream()
        .filter(section -> section.level() <= level && !section.title().isEmpty())
        .toList();
  }

  private List<Node> blocks() {
    List<Node> blocks = new ArrayList<>();
    for (Node node = document.body().getFirstChild(); node != null; node = node.getNext()) {
      if (!(node instanceof NotesBlock)) {
        blocks.add(node);
      }
    }
    return blocks;
  }
}
