package io.blatam.agents.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.export.api.ExportFormat;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * @param workflow which workflow; {@code document} is the one there is
 * @param brief what BUL takes as a brief
 * @param formats names of the files wanted; {@code pdf} where left out
 */
record WorkflowRequest(String workflow, ObjectNode brief, Optional<List<String>> formats) {

  WorkflowRequest {
    if (!workflow.equals("document")) {
      throw new IllegalArgumentException("workflow: must be one of document");
    }
    for (String name : formats.orElse(List.of())) {
      if (ExportFormat.fromName(name).isEmpty()) {
        throw new IllegalArgumentException(
            "formats: '" + name + "' is not offered; name some of " + offered());
      }
    }
    if (formats.filter(List::isEmpty).isPresent()) {
      throw new IllegalArgumentException("formats: name at least one of " + offered());
    }
  }

  /** Each once, in the order they were named. */
  List<String> formatNames() {
    return formats.orElse(List.of(ExportFormat.PDF.extension())).stream()
        .map(name -> ExportFormat.fromName(name).orElseThrow().extension())
        .distinct()
        .toList();
  }

  private static String offered() {
    return Arrays.stream(ExportFormat.values())
        .map(ExportFormat::extension)
        .collect(Collectors.joining(", "));
  }
}
