package io.blatam.bul.bulk;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.platform.http.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Briefs from a table. The header names the brief's fields with their whole path ({@code
 * quotation.items[0].name}); an empty cell says nothing. What kind of value a field wants is not
 * known here: a cell is first read as text, and if the brief refuses that at this very field, as
 * what it could be else. So a table can fill whatever a brief has.
 */
final class CsvBriefs {

  private CsvBriefs() {}

  /**
   * @throws io.blatam.platform.http.ProblemException (400) if the header can not be used or the
   *     file is not CSV
   */
  static List<ParsedRow> read(CsvText csv) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(csv.delimiter())
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    try (CSVParser parser = CSVParser.parse(csv.text(), format)) {
      List<CSVRecord> records = parser.getRecords();
      if (records.isEmpty()) {
        throw Problem.validation("body", "is empty; give a header and a row for each brief")
            .asException();
      }
      List<String> header = header(records.get(0));
      List<ParsedRow> rows = new ArrayList<>();
      for (CSVRecord record : records.subList(1, records.size())) {
        if (record.stream().anyMatch(cell -> !cell.isBlank())) {
          rows.add(row(rows.size() + 1, header, record, csv.decimalComma()));
        }
      }
      return rows;
    } catch (IOException | UncheckedIOException broken) {
      throw Problem.validation(
              "body",
              "is not CSV: "
                  + Optional.ofNullable(broken.getMessage()).orElse("a quote is not closed"))
          .asException();
    }
  }

  private static List<String> header(CSVRecord record) {
    List<String> names = record.stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      if (!FieldPath.valid(name)) {
        throw Problem.validation(
                "header",
                name.isEmpty()
                    ? "column " + (i + 1) + " has no name"
                    : "'"
                        + name
                        + "' is no field of a brief; write it as text or quotation.client or"
                        + " quotation.items[0].name")
            .asException();
      }
      if (!seen.add(name)) {
        throw Problem.validation("header", "'" + name + "' stands there twice").asException();
      }
    }
    return names;
  }

  private static ParsedRow row(
      int row, List<String> header, CSVRecord record, boolean decimalComma) {
    if (record.size() > header.size()) {
      return new ParsedRow.Invalid(
          row,
          "",
          "has "
              + record.size()
              + " cells, the header "
              + header.size()
              + "; put quotes around a cell that has the delimiter in it");
    }
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < record.size(); i++) {
      if (!record.get(i).isBlank()) {
        cells.add(Cell.of(header.get(i), record.get(i), decimalComma));
      }
    }
    return readings(row, cells);
  }

  /** Tries what each refused cell could be else; says what was wrong with it as it stands. */
  private static ParsedRow readings(int row, List<Cell> cells) {
    Map<Cell, ParsedRow.Invalid> asText = new HashMap<>();
    ParsedRow read = read(row, cells);
    // Each refusal moves one cell on to its next reading, so this ends.
    while (read instanceof ParsedRow.Invalid invalid) {
      Optional<Cell> refused = at(cells, invalid.field());
      if (refused.isEmpty()) {
        return invalid;
      }
      Cell cell = refused.get();
      // What is wrong with a list counts where a list is wanted, and only there.
      ParsedRow.Invalid first =
          asText.merge(
              cell,
              invalid,
              (text, other) ->
                  cell.value().isArray() && text.message().contains("list") ? other : text);
      if (!cell.next()) {
        return cell.ambiguity()
            .map(why -> new ParsedRow.Invalid(row, cell.path().text(), why))
            .orElse(first);
      }
      read = read(row, cells);
    }
    return read;
  }

  private static ParsedRow read(int row, List<Cell> cells) {
    ObjectNode brief = io.blatam.platform.http.Json.mapper().createObjectNode();
    for (Cell cell : cells) {
      if (!cell.path().put(brief, cell.value())) {
        return new ParsedRow.Invalid(
            row, cell.path().text(), "does not fit what another column says of the same field");
      }
    }
    return ParsedRow.read(row, brief);
  }

  /** The cell of a field; of a list's element, the cell that holds the whole list. */
  private static Optional<Cell> at(List<Cell> cells, String field) {
    return cells.stream()
        .filter(
            cell -> {
              String path = cell.path().text();
              return field.equals(path) || field.startsWith(path + "[");
            })
        .findFirst();
  }
}
