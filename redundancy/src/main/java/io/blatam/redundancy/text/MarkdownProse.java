package io.blatam.redundancy.text;

import io.blatam.redundancy.api.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.LinkReferenceDefinition;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Finds the {@link Prose} of a Markdown text. Plain text is Markdown too; indented lines count as
 * prose, since in plain text they are, and in our documents code is fenced.
 */
public final class MarkdownProse {

  private static final Pattern FRONT_MATTER =
      Pattern.compile("\\A---[ \\t]*\\R(?:.*\\R)*?---[ \\t]*(?:\\R|\\z)");

  /** Deeper nesting would only cost stack: nobody writes it, an attacker does. */
  private static final int MAX_NESTING = 64;

  private static final Parser PARSER =
      Parser.builder()
          .extensions(List.of(TablesExtension.create()))
          .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
          .maxOpenBlockParsers(MAX_NESTING)
          .build();

  private MarkdownProse() {}

  public static Prose of(String markdown) {
    int start = endOfFrontMatter(markdown);
    Collector collector = new Collector(start);
    PARSER.parse(markdown.substring(start)).accept(collector);
    return new Prose(markdown, List.copyOf(collector.blocks));
  }

  private static int endOfFrontMatter(String markdown) {
    if (!markdown.startsWith("---")) {
      return 0;
    }
    Matcher matcher = FRONT_MATTER.matcher(markdown);
    return matcher.find() ? matcher.end() : 0;
  }

  private static final class Collector extends AbstractVisitor {

    private final int offset;
    private final List<Prose.Block> blocks = new ArrayList<>();
    private List<Span> runs = new ArrayList<>();
    private int stretch;

    Collector(int offset) {
      this.offset = offset;
    }

    @Override
    public void visit(Paragraph paragraph) {
      block(paragraph);
    }

    @Override
    public void visit(Heading heading) {
      block(heading);
    }

    private void block(Node node) {
      visitChildren(node);
      close();
    }

    @Override
    public void visit(Text text) {
      add(text);
    }

    @Override
    public void visit(Code code) {
      add(code);
    }

    @Override
    public void visit(IndentedCodeBlock text) {
      add(text);
      close();
    }

    @Override
    public void visit(FencedCodeBlock code) {
      stretch++;
    }

    @Override
    public void visit(HtmlBlock html) {
      stretch++;
    }

    @Override
    public void visit(CustomBlock custom) {
      if (custom instanceof TableBlock) {
        stretch++;
      } else {
        visitChildren(custom);
      }
    }

    @Override
    public void visit(LinkReferenceDefinition definition) {
      // An address, not prose.
    }

    private void add(Node node) {
      for (SourceSpan span : node.getSourceSpans()) {
        int start = offset + span.getInputIndex();
        runs.add(new Span(start, start + span.getLength()));
      }
    }

    private void close() {
      if (!runs.isEmpty()) {
        runs.sort(Comparator.comparingInt(Span::start));
        blocks.add(new Prose.Block(List.copyOf(runs), stretch));
        runs = new ArrayList<>();
      }
    }
  }
}
