package io.blatam.export.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.blatam.export.api.InvalidDocumentException;
import io.blatam.export.document.Chart.Series;
import io.blatam.export.document.Chart.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Turns the JSON of a {@code chart} block into a chart that can be drawn, or says why not. */
final class ChartReader {

  private static final int MAX_CATEGORIES = 60;
  private static final int MAX_SERIES = 12;
  private static final int MAX_LABEL = 120;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxNumberLength(40)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final int line;

  private ChartReader(int line) {
    this.line = line;
  }

  /**
   * @param json the block's content
   * @param line the line of the block's opening fence
   */
  static Chart read(String json, int line) {
    return new ChartReader(line).chart(json);
  }

  private Chart chart(String json) {
    JsonNode root = tree(json);
    if (!root.isObject()) {
      throw invalid("a chart is a JSON object with type, categories and series");
    }
    Type type = type(root);
    List<String> categories = categories(root);
    List<Series> series = series(root, categories.size());
    if (type == Type.PIE) {
      requirePie(series);
    }
    return new Chart(type, label(root, "title"), label(root, "unit"), categories, series);
  }

  private JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      int offset = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new InvalidDocumentException(
          line + offset, "the chart is not valid JSON: " + e.getOriginalMessage());
    }
  }

  private Type type(JsonNode root) {
    String name = root.path("type").asText("").toLowerCase(Locale.ROOT);
    return switch (name) {
      case "bar" -> Type.BAR;
      case "line" -> Type.LINE;
      case "pie" -> Type.PIE;
      default -> throw invalid("chart type is \"" + name + "\"; use bar, line or pie");
    };
  }

  private List<String> categories(JsonNode root) {
    JsonNode array = array(root, "categories", MAX_CATEGORIES);
    List<String> categories = new ArrayList<>();
    for (JsonNode item : array) {
      if (!item.isValueNode() || item.isNull()) {
        throw invalid("categories[" + categories.size() + "] is not a text");
      }
      categories.add(bounded(item.asText(), "categories[" + categories.size() + "]"));
    }
    return categories;
  }

  private List<Series> series(JsonNode root, int categories) {
    List<Series> series = new ArrayList<>();
    for (JsonNode item : array(root, "series", MAX_SERIES)) {
      String where = "series[" + series.size() + "]";
      if (!item.isObject()) {
        throw invalid(where + " is not an object with name and values");
      }
      List<Double> values = new ArrayList<>();
      for (JsonNode value : array(item, "values", Integer.MAX_VALUE, where + ".")) {
        if (!value.isNumber() || !Double.isFinite(value.asDouble())) {
          throw invalid(
              where
                  + ".values["
                  + values.size()
                  + "] is not a number; write 1234.5, without"
                  + " separators or units");
        }
        values.add(value.asDouble());
      }
      if (values.size() != categories) {
        throw invalid(
            where
                + " has "
                + values.size()
                + " values for "
                + categories
                + " categories; give one value a category");
      }
      series.add(new Series(bounded(item.path("name").asText(""), where + ".name"), values));
    }
    return series;
  }

  private void requirePie(List<Series> series) {
    if (series.size() != 1) {
      throw invalid("a pie shows one series, this one has " + series.size() + "; use bar instead");
    }
    List<Double> values = series.get(0).values();
    if (values.stream().anyMatch(value -> value < 0)) {
      throw invalid("a pie cannot show negative values; use bar instead");
    }
    if (values.stream().mapToDouble(Double::doubleValue).sum() <= 0) {
      throw invalid("all values of the pie are zero; leave the chart out");
    }
  }

  private JsonNode array(JsonNode object, String name, int max) {
    return array(object, name, max, "");
  }

  private JsonNode array(JsonNode object, String name, int max, String prefix) {
    JsonNode array = object.path(name);
    if (!array.isArray() || array.isEmpty()) {
      throw invalid(prefix + name + " is missing or empty; give a JSON array");
    }
    if (array.size() > max) {
      throw invalid(prefix + name + " has " + array.size() + " items; the most is " + max);
    }
    return array;
  }

  private String label(JsonNode root, String name) {
    JsonNode node = root.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isTextual()) {
      throw invalid(name + " is not a text");
    }
    return bounded(node.asText(), name);
  }

  private String bounded(String text, String name) {
    String stripped = text.strip();
    if (stripped.length() > MAX_LABEL) {
      throw invalid(name + " is longer than " + MAX_LABEL + " characters; shorten it");
    }
    return stripped;
  }

  private InvalidDocumentException invalid(String detail) {
    return new InvalidDocumentException(line, detail);
  }
}
