package io.blatam.export.docx;

import java.math.BigInteger;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFNumbering;
import org.commonmark.node.ListBlock;
import org.commonmark.node.OrderedList;

/**
 * Gives each list its numbering instance. Bullets share one; every numbered list has its own that
 * overrides the start, or Word would go on counting where the list before it stopped.
 */
final class DocxLists {

  /** Levels that Word's numbering has; what lies deeper stays on the last. */
  static final int LEVELS = 9;

  private static final BigInteger BULLETS = BigInteger.ZERO;
  private static final BigInteger NUMBERS = BigInteger.ONE;

  private final XWPFNumbering numbering;
  private final BigInteger bullets;

  DocxLists(XWPFDocument word) {
    numbering = word.getNumbering();
    bullets = numbering.addNum(BULLETS);
  }

  /** The numbering instance of a list that lies at that depth, 0 for the outermost. */
  BigInteger instance(ListBlock list, int depth) {
    if (!(list instanceof OrderedList ordered)) {
      return bullets;
    }
    BigInteger id = numbering.addNum(NUMBERS);
    var override = numbering.getNum(id).getCTNum().addNewLvlOverride();
    override.setIlvl(BigInteger.valueOf(depth));
    Integer start = ordered.getMarkerStartNumber();
    override.addNewStartOverride().setVal(BigInteger.valueOf(start == null ? 1 : start));
    return id;
  }

  static String style(ListBlock list) {
    return list instanceof OrderedList ? "ListNumber" : "ListBullet";
  }
}
