package io.blatam.node.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.blatam.platform.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A brief as it is given on the command line: a YAML or JSON file, or the ask in words. */
final class BriefFile {

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

  private BriefFile() {}

  static ObjectNode read(String given) {
    Path file = Path.of(given);
    if (looksLikeFile(given)) {
      if (!Files.isReadable(file)) {
        throw new CommandFailure(given + " can not be read; check the path");
      }
      return parse(file);
    }
    return Json.mapper().createObjectNode().put("text", given);
  }

  private static boolean looksLikeFile(String given) {
    String name = given.toLowerCase(Locale.ROOT);
    return given.lines().count() == 1
        && (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json"));
  }

  private static ObjectNode parse(Path file) {
    try {
      JsonNode tree = YAML.readTree(Files.readString(file));
      if (tree instanceof ObjectNode brief) {
        return brief;
      }
      throw new CommandFailure(file + " holds no fields; write them as 'name: value', one a line");
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : " (line %d, column %d)"
                  .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
      throw new CommandFailure(file + " is not YAML: " + e.getOriginalMessage() + where, e);
    } catch (IOException e) {
      throw new CommandFailure(file + " can not be read: " + e.getMessage(), e);
    }
  }
}
