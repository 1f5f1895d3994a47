package io.blatam.agents.nlp.entity;

/**
 * A thing of a known kind in a text.
 *
 * @param start first UTF-16 code unit
 * @param end one past the last
 * @param text as written
 * @param value in canonical form: {@code 80000000.50 COP}, {@code 2026-11-23}, {@code +P30D} (ISO
 *     8601 period from the day of writing), {@code ES9121000418450200051332}
 * @param check whether its check digits agree
 */
public record Entity(EntityType type, int start, int end, String text, String value, Check check) {

  /** What the check digits of an identifier say. */
  public enum Check {
    /** This kind has no check digits. */
    NONE,
    PASSED,
    /** At least one character is wrong. */
    FAILED
  }

  static Entity unchecked(EntityType type, String source, int start, int end, String value) {
    return new Entity(type, start, end, source.substring(start, end), value, Check.NONE);
  }

  static Entity checked(
      EntityType type, String source, int start, int end, String value, boolean passed) {
    return new Entity(
        type,
        start,
        end,
        source.substring(start, end),
        value,
        passed ? Check.PASSED : Check.FAILED);
  }

  boolean overlaps(Entity other) {
    return start < other.end && other.start < end;
  }
}
