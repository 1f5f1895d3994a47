package io.blatam.bul.brief;

/** A brief that cannot be read, with the field to change. */
public final class InvalidBriefException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String advice;

  /**
   * @param field path from the brief's root, empty for the brief as a whole
   * @param advice what to change
   */
  public InvalidBriefException(String field, String advice) {
    super(field.isEmpty() ? advice : field + ": " + advice);
    this.field = field;
    this.advice = advice;
  }

  /** Path from the brief's root, such as {@code business_plan.loan.months}; empty for the whole. */
  public String field() {
    return field;
  }

  /** What to change. */
  public String advice() {
    return advice;
  }
}
