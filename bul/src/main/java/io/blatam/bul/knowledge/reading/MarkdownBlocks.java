package io.blatam.bul.knowledge.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableHead;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.CustomBlock;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Markdown as blocks: its headings, paragraphs, rows of tables, and code as it stands. */
public final class MarkdownBlocks {

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  private MarkdownBlocks() {}

  /** The blocks of a text without pages; front matter is left out. */
  public static List<Block> of(String markdown) {
    Walk walk = new Walk();
    PARSER.parse(markdown.replaceFirst("(?s)\\A---\\R.*?\\R---\\R", "")).accept(walk);
    return walk.blocks;
  }

  private static String words(Node node) {
    Words words = new Words();
    node.accept(words);
    return Spaces.tidy(words.text.toString());
  }

  private static final class Walk extends AbstractVisitor {
    private final List<Block> blocks = new ArrayList<>();

    @Override
    public void visit(Heading heading) {
      add(heading.getLevel(), words(heading));
    }

    @Override
    public void visit(Paragraph paragraph) {
      add(0, words(paragraph));
    }

    @Override
    public void visit(FencedCodeBlock code) {
      add(0, Spaces.tidy(code.getLiteral()));
    }

    @Override
    public void visit(IndentedCodeBlock code) {
      add(0, Spaces.tidy(code.getLiteral()));
    }

    @Override
    public void visit(CustomBlock block) {
      if (!(block instanceof TableBlock)) {
        visitChildren(block);
        return;
      }
      List<String> columns = List.of();
      for (Node part = block.getFirstChild(); part != null; part = part.getNext()) {
        for (Node row = part.getFirstChild(); row instanceof TableRow; row = row.getNext()) {
          List<String> cells = cells(row);
          if (part instanceof TableHead) {
            columns = cells;
          } else {
            add(0, named(columns, cells));
          }
        }
      }
    }

    private void add(int level, String text) {
      if (!text.isEmpty()) {
        blocks.add(new Block(0, level, text));
      }
    }

    private static List<String> cells(Node row) {
      List<String> cells = new ArrayList<>();
      for (Node cell = row.getFirstChild(); cell instanceof TableCell; cell = cell.getNext()) {
        cells.add(words(cell));
      }
      return cells;
    }

    private static String named(List<String> columns, List<String> cells) {
      List<String> said = new ArrayList<>();
      for (int i = 0; i < cells.size(); i++) {
        String name = i < columns.size() ? columns.get(i) : "";
        said.add(name.isEmpty() ? cells.get(i) : name + ": " + cells.get(i));
      }
      return said.stream().filter(cell -> !cell.isBlank()).collect(Collectors.joining("; "));
    }
  }

  private static final class Words extends AbstractVisitor {
    private final StringBuilder text = new StringBuilder();

    @Override
    public void visit(Text words) {
      text.append(words.getLiteral());
    }

    @Override
    public void visit(Code code) {
      text.append(code.getLiteral());
    }

    @Override
    public void visit(SoftLineBreak end) {
      text.append('\n');
    }

    @Override
    public void visit(HardLineBreak end) {
      text.append('\n');
    }
  }
}
