package io.blatam.bul.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.export.api.ExportFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The formats of a document's files, as asks name them. */
public final class WantedFormats {

  private WantedFormats() {}

  /**
   * Each once, in the order in which it was first named.
   *
   * @throws IllegalArgumentException that begins with "formats: " and says what is offered
   */
  public static List<ExportFormat> of(List<String> names) {
    Set<ExportFormat> wanted = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    for (String name : names) {
      ExportFormat.fromName(name)
          .ifPresentOrElse(wanted::add, () -> unknown.add("\"" + name + "\""));
    }
    return checked(List.copyOf(wanted), unknown);
  }

  /** As {@link #of}, of a JSON list. */
  static List<ExportFormat> read(JsonNode formats) {
    if (!formats.isArray()) {
      throw new IllegalArgumentException("formats: must be a list, such as [\"pdf\", \"docx\"]");
    }
    List<String> names = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    formats.forEach(
        name ->
            (name.isTextual() ? names : unknown)
                .add(name.isTextual() ? name.asText() : name.toString()));
    return checked(of(names), unknown);
  }

  private static List<ExportFormat> checked(List<ExportFormat> wanted, List<String> unknown) {
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "formats: " + String.join(", ", unknown) + " is not offered; name some of " + offered());
    }
    return wanted;
  }

  static String offered() {
    return Arrays.stream(ExportFormat.values())
        .map(ExportFormat::extension)
        .collect(Collectors.joining(", "));
  }
}
