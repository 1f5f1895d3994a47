package io.blatam.bul.template.sandbox;

/** What is wrong with a template, or with it and its data together, and where. */
public final class TemplateError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final String detail;

  /**
   * @param line from 1; 0 for the template as a whole
   */
  public TemplateError(int line, String detail) {
    super(line == 0 ? detail : "line " + line + ": " + detail, null, false, false);
    this.line = line;
    this.detail = detail;
  }

  public int line() {
    return line;
  }

  /** A sentence without the place. */
  public String detail() {
    return detail;
  }
}
