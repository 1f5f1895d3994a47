package io.blatam.bul.knowledge.reading;

/** The kinds of file that are read. */
enum Kind {
  PDF("application/pdf"),
  DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  HTML("text/html"),
  MARKDOWN("text/markdown"),
  PLAIN("text/plain");

  private final String mediaType;

  Kind(String mediaType) {
    this.mediaType = mediaType;
  }

  String mediaType() {
    return mediaType;
  }
}
