package io.blatam.bul.document;

/**
 * A field's value as a template sees it: printed it is localised text, {@code raw} is the value
 * itself (a number, a date, a choice's id), and {@code x is given} asks whether it is known. What
 * is left to be filled in by hand prints a line and is not given.
 */
public final class Shown {
  /** A line to write on. */
  static final String LINE = "____________________";

  private static final Shown ABSENT = new Shown("", "", false);
  private static final Shown BLANK = new Shown("", LINE, false);

  private final Object raw;
  private final String text;
  private final boolean given;

  private Shown(Object raw, String text, boolean given) {
    this.raw = raw;
    this.text = text;
    this.given = given;
  }

  static Shown of(Object raw, String text) {
    return new Shown(raw, text, true);
  }

  static Shown absent() {
    return ABSENT;
  }

  static Shown blank() {
    return BLANK;
  }

  public Object getRaw() {
    return raw;
  }

  public boolean given() {
    return given;
  }

  @Override
  public String toString() {
    return text;
  }
}
