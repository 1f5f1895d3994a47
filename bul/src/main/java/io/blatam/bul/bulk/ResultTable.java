package io.blatam.bul.bulk;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;

/**
 * What became of each row, as a table for spreadsheets: UTF-8 with a byte order mark, and nothing
 * in it that a spreadsheet would take for a formula.
 */
public final class ResultTable {

  private static final String BYTE_ORDER_MARK = "\ufeff";

  private ResultTable() {}

  public static Source<ByteString, NotUsed> of(Source<BulkRow, NotUsed> rows, char delimiter) {
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setRecordSeparator("\r\n").get();
    return Source.single(
            BYTE_ORDER_MARK
                + line(format, "row", "state", "job", "document_type", "title", "reason"))
        .concat(rows.map(row -> line(format, row)))
        .map(line -> ByteString.fromString(line, StandardCharsets.UTF_8));
  }

  private static String line(CSVFormat format, BulkRow row) {
    return line(
        format,
        row.number(),
        row.state().id(),
        text(row.job()),
        text(row.documentType()),
        text(row.title()),
        text(row.reason()));
  }

  private static String line(CSVFormat format, Object... values) {
    StringBuilder line = new StringBuilder();
    try {
      format.printRecord(line, values);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return line.toString();
  }

  private static String text(Optional<String> value) {
    return value.map(text -> text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text).orElse("");
  }
}
