package io.blatam.bul.knowledge.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Passages of invented companies, and questions with the passages that answer them. */
final class LabelledQuestions {

  record Asked(String question, Set<String> answers) {}

  private LabelledQuestions() {}

  static Map<String, String> passages() {
    Map<String, String> passages = new LinkedHashMap<>();
    lines("passages").forEach(line -> passages.put(line[0], line[1]));
    return passages;
  }

  static List<Asked> questions() {
    return lines("questions").stream()
        .map(
            line ->
                new Asked(
                    line[0],
                    line.length < 2 || line[1].isBlank() ? Set.of() : Set.of(line[1].split(","))))
        .toList();
  }

  private static List<String[]> lines(String name) {
    String resource = "/bul/knowledge/" + name + ".tsv";
    try (InputStream in = LabelledQuestions.class.getResourceAsStream(resource)) {
      List<String[]> lines = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        lines.add(line.split("\t"));
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
