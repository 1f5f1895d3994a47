package io.blatam.bul.template.docx;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** Word files as people type them, placeholders split into runs as Word does. */
public final class WordFiles {

  private final XWPFDocument document = new XWPFDocument();

  /** A paragraph whose runs are these; the second is bold. */
  public WordFiles paragraph(String... runs) {
    XWPFParagraph paragraph = document.createParagraph();
    for (int i = 0; i < runs.length; i++) {
      var run = paragraph.createRun();
      run.setText(runs[i]);
      run.setBold(i == 1);
    }
    return this;
  }

  /** A table of rows of cells. */
  public WordFiles table(String[]... rows) {
    XWPFTable table = document.createTable(rows.length, rows[0].length);
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        table.getRow(row).getCell(column).setText(rows[row][column]);
      }
    }
    return this;
  }

  public byte[] bytes() {
    try (document) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static XWPFDocument open(byte[] file) {
    try {
      return new XWPFDocument(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
