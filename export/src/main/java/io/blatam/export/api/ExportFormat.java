package io.blatam.export.api;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The file formats a document can leave in. */
public enum ExportFormat {
  PDF("pdf", "application/pdf", "PDF, ready to print or send"),
  DOCX(
      "docx",
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      "Word document"),
  PPTX(
      "pptx",
      "application/vnd.openxmlformats-officedocument.presentationml.presentation",
      "PowerPoint presentation"),
  HTML("html", "text/html; charset=UTF-8", "One self-contained web page"),
  TXT("txt", "text/plain; charset=UTF-8", "Plain text, 78 columns"),
  MD("md", "text/markdown; charset=UTF-8", "Markdown with front matter");

  private final String extension;
  private final String mediaType;
  private final String description;

  ExportFormat(String extension, String mediaType, String description) {
    this.extension = extension;
    this.mediaType = mediaType;
    this.description = description;
  }

  /** The file name extension without its dot, which is also the format's name in requests. */
  public String extension() {
    return extension;
  }

  /** The media type for {@code Content-Type}, with a charset where the format is text. */
  public String mediaType() {
    return mediaType;
  }

  /** What the format is, in a few words of English. */
  public String description() {
    return description;
  }

  /** The format of that name ({@code pdf}, {@code DOCX}, {@code .html}), if there is one. */
  public static Optional<ExportFormat> fromName(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    String bare = wanted.startsWith(".") ? wanted.substring(1) : wanted;
    return Arrays.stream(values()).filter(format -> format.extension.equals(bare)).findFirst();
  }
}
