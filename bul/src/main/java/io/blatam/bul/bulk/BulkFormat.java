package io.blatam.bul.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The forms in which many briefs come. */
public enum BulkFormat {
  JSON {
    @Override
    List<ParsedRow> read(byte[] body) {
      JsonNode whole = Json.read(body, JsonNode.class);
      if (!(whole instanceof ArrayNode array)) {
        throw Problem.malformedJson("The body must be a JSON array of briefs.").asException();
      }
      List<ParsedRow> rows = new ArrayList<>();
      array.forEach(brief -> rows.add(row(rows.size() + 1, brief)));
      return rows;
    }
  },
  NDJSON {
    @Override
    List<ParsedRow> read(byte[] body) {
      List<ParsedRow> rows = new ArrayList<>();
      new String(body, StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(line -> rows.add(line(rows.size() + 1, line)));
      return rows;
    }
  },
  CSV {
    @Override
    List<ParsedRow> read(byte[] body) {
      return CsvBriefs.read(CsvText.of(body));
    }
  };

  /**
   * The briefs, each read or refused for itself.
   *
   * @throws ProblemException (400) if the whole can not be read
   */
  abstract List<ParsedRow> read(byte[] body);

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * By its media type.
   *
   * @throws ProblemException (415) for any other
   */
  public static BulkFormat ofMediaType(String mediaType) {
    return switch (mediaType.toLowerCase(Locale.ROOT)) {
      case "application/json" -> JSON;
      case "application/x-ndjson",
          "application/ndjson",
          "application/jsonl",
          "application/x-jsonlines" ->
          NDJSON;
      case "text/csv", "application/csv", "text/plain", "application/vnd.ms-excel" -> CSV;
      default ->
          throw Problem.unsupportedMediaType(
                  "The body is "
                      + mediaType
                      + "; send application/json (an array), application/x-ndjson or text/csv.")
              .asException();
    };
  }

  private static ParsedRow line(int row, String line) {
    try {
      return row(row, Json.read(line.getBytes(StandardCharsets.UTF_8), JsonNode.class));
    } catch (ProblemException malformed) {
      return ParsedRow.Invalid.of(row, malformed);
    }
  }

  private static ParsedRow row(int row, JsonNode brief) {
    return brief instanceof ObjectNode object
        ? ParsedRow.read(row, object)
        : new ParsedRow.Invalid(row, "", "must be an object, such as {\"text\": \"…\"}");
  }
}
