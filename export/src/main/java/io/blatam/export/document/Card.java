package io.blatam.export.document;

import io.blatam.platform.Capital;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.commonmark.node.BulletList;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;

/**
 * One of the points of a slide that is better shown side by side than one below the other: {@code
 * **Limited risk:** a small pilot}.
 *
 * @param name without markup and without its colon
 * @param lead the words that follow the name, with a capital; empty when markup follows at once
 * @param rest the inline nodes after those; they stay in the document's tree
 */
public record Card(String name, String lead, List<Node> rest) {

  private static final int LONGEST_NAME = 48;
  private static final int LONGEST_TEXT = 180;

  /** How many cards fill a slide without a hole. */
  private static final List<Integer> COUNTS = List.of(2, 3, 4, 6);

  private static final Pattern NAME_END = Pattern.compile("[\\s:.]+$");
  private static final Pattern TEXT_START = Pattern.compile("^[\\s:–—-]+");

  public Card {
    rest = List.copyOf(rest);
  }

  /**
   * The cards that a slide's blocks are; none unless they are one list, and each of its points is a
   * name in bold with a short text.
   */
  public static List<Card> of(List<Node> blocks) {
    if (blocks.size() != 1 || !(blocks.get(0) instanceof BulletList list)) {
      return List.of();
    }
    List<Card> cards = new ArrayList<>();
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      Optional<Card> card = of(item);
      if (card.isEmpty()) {
        return List.of();
      }
      cards.add(card.get());
    }
    return COUNTS.contains(cards.size()) ? List.copyOf(cards) : List.of();
  }

  private static Optional<Card> of(Node item) {
    Node paragraph = item.getFirstChild();
    if (!(paragraph instanceof Paragraph)
        || paragraph.getNext() != null
        || !(paragraph.getFirstChild() instanceof StrongEmphasis bold)) {
      return Optional.empty();
    }
    String name = NAME_END.matcher(PlainText.of(bold)).replaceFirst("");
    Node next = bold.getNext();
    String lead = "";
    if (next instanceof Text text) {
      lead = Capital.first(TEXT_START.matcher(text.getLiteral()).replaceFirst(""));
      next = next.getNext();
    }
    List<Node> rest = new ArrayList<>();
    for (; next != null; next = next.getNext()) {
      rest.add(next);
    }
    Card card = new Card(name, lead, rest);
    int length = card.text().length();
    boolean fits = !name.isEmpty() && name.length() <= LONGEST_NAME && length <= LONGEST_TEXT;
    return length > 0 && fits ? Optional.of(card) : Optional.empty();
  }

  /** The words below the name, without markup. */
  public String text() {
    StringBuilder text = new StringBuilder(lead);
    rest.forEach(node -> text.append(PlainText.of(node)));
    return text.toString().strip();
  }
}
