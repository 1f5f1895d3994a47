package io.blatam.export.document;

import io.blatam.export.api.InvalidDocumentException;
import io.blatam.export.api.Logo;
import io.blatam.export.document.FrontMatter.Kind;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.autolink.AutolinkExtension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Node;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * A document that every renderer can trust: its front matter is complete, its tree is bounded in
 * size and depth, holds no raw HTML and no image, links only to http, https, mailto and its own
 * anchors, and its charts ({@link ChartBlock}) can be drawn.
 *
 * <p>The tree is commonmark-java's and therefore mutable; renderers read it and leave it as it is.
 *
 * @param sections the headings in order, each with its anchor
 * @param logo the picture that it opens with
 */
public record ParsedDocument(
    FrontMatter frontMatter, Node body, List<Section> sections, Optional<Logo> logo) {

  /** The longest text accepted, in characters: about 800 printed pages. */
  public static final int MAX_CHARS = 2_000_000;

  private static final int MAX_BLOCK_DEPTH = 32;
  private static final int MAX_INLINE_DEPTH = 32;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(
              List.of(
                  TablesExtension.create(),
                  StrikethroughExtension.create(),
                  AutolinkExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS)
          .maxOpenBlockParsers(MAX_BLOCK_DEPTH)
          .maxInlineNesting(MAX_INLINE_DEPTH)
          .build();

  public ParsedDocument {
    sections = List.copyOf(sections);
  }

  /**
   * Reads Markdown with optional YAML front matter.
   *
   * @throws InvalidDocumentException naming the line and what to change
   */
  public static ParsedDocument parse(String markdown) {
    if (markdown.length() > MAX_CHARS) {
      throw new InvalidDocumentException(
          1,
          "the document has "
              + markdown.length()
              + " characters; split it, the most is "
              + MAX_CHARS);
    }
    SourceText source = SourceText.of(markdown);
    FrontMatter frontMatter = source.frontMatter();
    String text = frontMatter.kind() == Kind.DECK ? source.bodyWithPlainBreaks() : source.body();
    Node body = PARSER.parse(text);
    TreeRules.apply(body);
    List<Section> sections = Outline.of(body);
    if (frontMatter.title().isEmpty()) {
      String title = sections.isEmpty() ? frontMatter.labels().untitled() : sections.get(0).title();
      frontMatter = frontMatter.titled(title);
    }
    return new ParsedDocument(frontMatter, body, sections, Optional.empty());
  }

  /** This document, opening with that picture. */
  public ParsedDocument with(Logo picture) {
    return new ParsedDocument(frontMatter, body, sections, Optional.of(picture));
  }

  /** The slides of a deck; a document without thematic breaks is one slide. */
  public List<Slide> slides() {
    return Slides.of(this);
  }
}
