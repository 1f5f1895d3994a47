package io.blatam.export.http;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.blatam.export.api.ExportFormat;
import io.blatam.export.document.ParsedDocument;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * @param markdown the document, with front matter or without
 * @param format a format's name, such as {@code pdf}
 * @param fileName what the file is to be called, without its extension; the title's words otherwise
 */
record ExportRequest(String markdown, String format, Optional<String> fileName) {

  private static final int MAX_FILE_NAME = 120;

  ExportRequest {
    if (markdown.isBlank()) {
      throw new IllegalArgumentException("markdown: is empty; send the document's text");
    }
    if (markdown.length() > ParsedDocument.MAX_CHARS) {
      throw new IllegalArgumentException(
          "markdown: has "
              + markdown.length()
              + " characters; split it, the most is "
              + ParsedDocument.MAX_CHARS);
    }
    if (ExportFormat.fromName(format).isEmpty()) {
      throw new IllegalArgumentException(
          "format: is \""
              + format
              + "\"; use one of "
              + Arrays.stream(ExportFormat.values())
                  .map(ExportFormat::extension)
                  .collect(Collectors.joining(", ")));
    }
    if (fileName.filter(name -> name.isBlank() || name.length() > MAX_FILE_NAME).isPresent()) {
      throw new IllegalArgumentException(
          "file_name: give 1 to " + MAX_FILE_NAME + " characters, or leave it out");
    }
  }

  @JsonIgnore
  ExportFormat exportFormat() {
    return ExportFormat.fromName(format).orElseThrow();
  }
}
