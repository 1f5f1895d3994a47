package io.blatam.export.api;

/** A text that cannot become a document: where it is wrong, and what to change. */
public final class InvalidDocumentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final String detail;

  /**
   * @param line the line in the Markdown as it was sent, counted from 1
   * @param detail what is wrong and what to change, as a sentence for the person who wrote it
   */
  public InvalidDocumentException(int line, String detail) {
    super("line " + line + ": " + detail);
    this.line = line;
    this.detail = detail;
  }

  public int line() {
    return line;
  }

  public String detail() {
    return detail;
  }
}
