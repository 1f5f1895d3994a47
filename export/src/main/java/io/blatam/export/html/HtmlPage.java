package io.blatam.export.html;

import io.blatam.export.document.FrontMatter;
import io.blatam.export.document.FrontMatter.Kind;
import io.blatam.export.document.Labels;
import io.blatam.export.document.NotesBlock;
import io.blatam.export.document.ParsedDocument;
import io.blatam.export.document.PlainText;
import io.blatam.export.document.Section;
import io.blatam.export.document.Slide;
import io.blatam.export.logo.Picture;
import io.blatam.export.theme.Theme;
import io.blatam.export.typography.TextWidth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;

/**
 * Composes a whole page: head, cover, table of contents, body, small print. What comes out is HTML
 * that an XML parser reads too, without a document type.
 */
public final class HtmlPage {

  /** Nothing may be loaded or run; the style is in the page itself. */
  private static final String SECURITY_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

  private static final String WITH_PICTURE = "; img-src data:";

  /** Longer tables of contents list chapters only. */
  private static final int MAX_CONTENTS = 45;

  /** A paragraph longer than this, in characters, makes a slide of text. */
  private static final int MAX_TITLE_LINE = 160;

  /** The type size of the lines above and below each page, in points. */
  private static final double RUNNING_SIZE = 7.6;

  /** What a logo may take at most, in points. */
  private static final Picture.Size COVER_LOGO = new Picture.Size(180, 62);

  private static final Picture.Size MASTHEAD_LOGO = new Picture.Size(142, 48);
  private static final String PAPER = "#ffffff";

  private final ParsedDocument document;
  private final FrontMatter front;
  private final Labels labels;
  private final Medium medium;
  private final Theme theme;
  private final Paper paper;
  private final Markup markup = new Markup();

  private HtmlPage(ParsedDocument document, Medium medium) {
    this.document = document;
    this.front = document.frontMatter();
    this.labels = front.labels();
    this.medium = medium;
    this.theme = Theme.named(front.theme());
    this.paper = Paper.of(front);
  }

  public static String of(ParsedDocument document, Medium medium) {
    return new HtmlPage(document, medium).write();
  }

  private String write() {
    String language = front.locale().toLanguageTag();
    markup.open("html", "lang", language, "xml:lang", language).newline();
    head();
    boolean deck = front.kind() == Kind.DECK;
    markup.open("body", "class", deck ? "deck" : "document").newline();
    if (medium == Medium.PAGED) {
      runningLines();
    }
    if (front.cover()) {
      cover();
    } else if (!deck) {
      masthead();
    }
    if (front.toc() && !document.sections().isEmpty()) {
      contents();
    }
    markup.open("main").newline();
    if (deck) {
      slides();
    } else {
      new BlockWriter(markup, document, theme, paper).write(blocks());
    }
    markup.close("main").newline();
    if (!deck) {
      smallPrint();
    }
    return markup.close("body").close("html").newline().toString();
  }

  private void head() {
    markup.open("head").newline();
    markup.empty("meta", "charset", "UTF-8").newline();
    if (medium == Medium.SCREEN) {
      markup
          .empty("meta", "http-equiv", "Content-Security-Policy", "content", policy())
          .newline()
          .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
          .newline();
    }
    markup.element("title", front.title()).newline();
    meta("author", front.company().isEmpty() ? front.author() : front.company());
    meta("description", front.subtitle().isEmpty() ? front.title() : front.subtitle());
    meta("subject", front.subtitle().isEmpty() ? front.title() : front.subtitle());
    meta("generator", front.generator().isEmpty() ? "Blatam" : "Blatam; " + front.generator());
    markup
        .open("style")
        .trusted(Stylesheet.of(medium, theme, paper, labels))
        .close("style")
        .newline();
    if (medium == Medium.PAGED) {
      bookmarks();
    }
    markup.close("head").newline();
  }

  private String policy() {
    return document.logo().isPresent() ? SECURITY_POLICY + WITH_PICTURE : SECURITY_POLICY;
  }

  private void meta(String name, String content) {
    if (!content.isEmpty()) {
      markup.empty("meta", "name", name, "content", content).newline();
    }
  }

  /** The outline that PDF readers show beside the pages. */
  private void bookmarks() {
    markup.open("bookmarks");
    Deque<Integer> open = new ArrayDeque<>();
    for (Section section : document.sections()) {
      while (!open.isEmpty() && open.peek() >= section.level()) {
        open.pop();
        markup.close("bookmark");
      }
      markup.open("bookmark", "name", section.title(), "href", "#" + section.id());
      open.push(section.level());
    }
    open.forEach(level -> markup.close("bookmark"));
    markup.close("bookmarks").newline();
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

  private void cover() {
    markup.open("header", "class", "cover").newline();
    markup.open("div", "class", "cover-ground").newline();
    logo("cover-logo", theme.ink(), COVER_LOGO);
    markup.elementIfAny(
        "p",
        front.company(),
        "class",
        document.logo().isPresent() ? "cover-company below-logo" : "cover-company");
    markup.open("div", "class", "cover-words").newline();
    markup.element("p", front.title(), "class", "cover-title").newline();
    markup.open("div", "class", "cover-line").close("div").newline();
    markup.elementIfAny("p", front.subtitle(), "class", "cover-subtitle");
    markup.close("div").close("div").newline();
    markup.open("div", "class", "cover-foot").newline();
    markup.elementIfAny("p", front.date().map(labels::date).orElse(""), "class", "cover-date");
    markup.elementIfAny("p", byline(), "class", "cover-author");
    markup.close("div").close("header").newline();
  }

  private void masthead() {
    markup.open("header", "class", "masthead").newline();
    logo("masthead-logo", PAPER, MASTHEAD_LOGO);
    markup.elementIfAny("p", front.company(), "class", "masthead-company");
    markup.element("p", front.title(), "class", "masthead-title").newline();
    markup.elementIfAny("p", front.subtitle(), "class", "masthead-subtitle");
    StringJoiner line = new StringJoiner(" · ");
    front.date().map(labels::date).ifPresent(line::add);
    if (!byline().isEmpty()) {
      line.add(byline());
    }
    markup.elementIfAny("p", line.toString(), "class", "masthead-line");
    markup.close("header").newline();
  }

  /** The company's picture, where there is one, on the ground it stands on. */
  private void logo(String place, String ground, Picture.Size box) {
    document
        .logo()
        .map(logo -> logo.on(ground, theme.ink()))
        .ifPresent(
            picture -> {
              Picture.Size size = picture.within(box.width(), box.height());
              String style =
                  String.format(
                      Locale.ROOT, "width:%.1fmm;height:%.1fmm", size.widthMm(), size.heightMm());
              markup
                  .open("div", "class", place)
                  .empty(
                      "img", "src", picture.dataUri(), "alt", labels.logoOf(front), "style", style)
                  .close("div")
                  .newline();
            });
  }

  private String byline() {
    return front.author().isEmpty() ? "" : labels.author() + " " + front.author();
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

  private void slides() {
    BlockWriter writer = new BlockWriter(markup, document, theme, paper);
    Deque<Section> anchors = new ArrayDeque<>(document.sections());
    boolean first = true;
    List<Slide> slides = document.slides();
    for (Slide slide : slides) {
      String anchor = nextAnchor(anchors, slide.title());
      if (first && !front.cover() && isTitleSlide(slide)) {
        titleSlide(slide, anchor, writer);
      } else {
        markup.open("section", "class", "slide").newline();
        markup.elementIfAny("h1", slide.title(), "id", anchor);
        writer.write(slide.blocks());
        if (!slide.notes().isEmpty() && medium == Medium.SCREEN) {
          notes(slide.notes());
        }
        if (slide == slides.get(slides.size() - 1)) {
          smallPrint();
        }
        markup.close("section").newline();
      }
      first = false;
    }
  }

  private void titleSlide(Slide slide, String anchor, BlockWriter writer) {
    markup.open("section", "class", "slide slide-title").newline();
    logo("slide-logo", medium == Medium.PAGED ? theme.ink() : PAPER, COVER_LOGO);
    markup.open("div", "class", "slide-words");
    markup.elementIfAny("h1", slide.title(), "id", anchor);
    markup.elementIfAny("p", front.subtitle(), "class", "slide-subtitle");
    writer.write(slide.blocks());
    StringJoiner line = new StringJoiner(" · ");
    if (!front.company().isEmpty()) {
      line.add(front.company());
    }
    if (!front.author().isEmpty()) {
      line.add(front.author());
    }
    front.date().map(labels::date).ifPresent(line::add);
    markup.elementIfAny("p", line.toString(), "class", "slide-date");
    markup.close("div").close("section").newline();
  }

  /** A first slide with hardly more than a title opens the deck. */
  private static boolean isTitleSlide(Slide slide) {
    return slide.blocks().stream()
        .allMatch(
            node ->
                (node instanceof Paragraph || node instanceof Heading)
                    && PlainText.of(node).length() < MAX_TITLE_LINE);
  }

  /** Takes sections off the front until the one of that title: slides come in the same order. */
  private static String nextAnchor(Deque<Section> anchors, String title) {
    while (!anchors.isEmpty()) {
      Section section = anchors.poll();
      if (section.title().equals(title)) {
        return section.id();
      }
    }
    return "";
  }

  private void notes(String notes) {
    markup.open("aside", "class", "notes").element("b", labels.notes());
    for (String paragraph : notes.split("\\R{2,}")) {
      markup.element("p", paragraph);
    }
    markup.close("aside").newline();
  }

  private void smallPrint() {
    if (front.disclaimer().isEmpty() && front.generator().isEmpty()) {
      return;
    }
    markup.open("footer", "class", "small-print").newline();
    markup.elementIfAny("p", front.disclaimer());
    if (!front.generator().isEmpty()) {
      markup.element("p", labels.generatedBy() + " " + front.generator() + ".");
    }
    markup.close("footer").newline();
  }
}
