package io.blatam.bul.knowledge.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Turns the XHTML that Tika writes for every format into blocks. A table's row becomes one
 * paragraph that repeats the head of each column, so that it can be understood and found alone.
 *
 * <p>Not thread-safe; one a file.
 */
final class MarkupBlocks extends DefaultHandler {

  private static final Set<String> PARAGRAPHS =
      Set.of("p", "li", "dt", "dd", "blockquote", "pre", "div", "address", "caption", "figcaption");
  private static final Set<String> UNREAD = Set.of("head", "script", "style", "template");

  private final boolean sheets;
  private final ReadingLimits limits;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private List<String> columns = List.of();
  private List<String> row = new ArrayList<>();
  private int page;
  private int tables;
  private int unread;
  private int characters;

  /**
   * @param sheets whether each first-level heading begins a sheet of a workbook
   */
  MarkupBlocks(boolean sheets, ReadingLimits limits) {
    this.sheets = sheets;
    this.limits = limits;
  }

  List<Block> blocks() {
    flush(0);
    return blocks;
  }

  int pages() {
    return page;
  }

  @Override
  public void startElement(String uri, String name, String qName, Attributes attributes) {
    if (UNREAD.contains(name)) {
      unread++;
    }
    if (name.equals("div") && "page".equals(attributes.getValue("class"))) {
      flush(0);
      nextPage();
    } else if (name.equals("table")) {
      flush(0);
      tables++;
      columns = List.of();
    } else if (name.equals("tr")) {
      row = new ArrayList<>();
    } else if (name.equals("td") || name.equals("th")) {
      text.setLength(0);
    } else if (name.equals("br")) {
      text.append('\n');
    } else if (isBlock(name) && tables == 0) {
      flush(0);
      if (sheets && name.equals("h1")) {
        nextPage();
      }
    }
  }

  @Override
  public void endElement(String uri, String name, String qName) {
    if (UNREAD.contains(name)) {
      unread--;
    } else if (name.equals("td") || name.equals("th")) {
      row.add(Spaces.tidy(text.toString()));
      text.setLength(0);
    } else if (name.equals("tr")) {
      endRow();
    } else if (name.equals("table")) {
      tables--;
      text.setLength(0);
    } else if (tables > 0) {
      text.append(' ');
    } else if (isHeading(name)) {
      flush(name.charAt(1) - '0');
    } else if (isBlock(name)) {
      flush(0);
    }
  }

  @Override
  public void characters(char[] characters, int start, int length) {
    if (unread > 0) {
      return;
    }
    this.characters += length;
    if (this.characters > limits.characters()) {
      throw Unreadable.tooLong(limits.characters());
    }
    text.append(characters, start, length);
  }

  @Override
  public void ignorableWhitespace(char[] characters, int start, int length) {
    characters(characters, start, length);
  }

  private void nextPage() {
    page++;
    if (page > limits.pages()) {
      throw SafeFile.tooManyPages(limits.pages());
    }
  }

  private void endRow() {
    text.setLength(0);
    if (row.stream().allMatch(String::isEmpty)) {
      return;
    }
    if (columns.isEmpty() && isHead(row)) {
      columns = row;
      return;
    }
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      if (!row.get(i).isEmpty()) {
        boolean named = i < columns.size() && !columns.get(i).isEmpty();
        cells.add(named ? columns.get(i) + ": " + row.get(i) : row.get(i));
      }
    }
    blocks.add(Block.paragraph(page, String.join("; ", cells)));
  }

  /** Names rather than figures, and more than one of them. */
  private static boolean isHead(List<String> cells) {
    List<String> filled = cells.stream().filter(cell -> !cell.isEmpty()).toList();
    return filled.size() > 1
        && filled.stream().noneMatch(cell -> cell.length() > 60)
        && filled.stream().noneMatch(cell -> cell.matches("[\\p{Sc}\\d.,%\\s-]+"));
  }

  private void flush(int level) {
    String said = Spaces.tidy(text.toString());
    text.setLength(0);
    if (!said.isEmpty()) {
      blocks.add(new Block(page, level, said));
    }
  }

  private static boolean isBlock(String name) {
    return PARAGRAPHS.contains(name) || isHeading(name);
  }

  private static boolean isHeading(String name) {
    return name.length() == 2
        && name.charAt(0) == 'h'
        && name.charAt(1) >= '1'
        && name.charAt(1) <= '6';
  }
}
