package io.blatam.bul.revision;

import java.util.Optional;

/**
 * Where a section is to stand.
 *
 * @param section the id of the one before or after which; empty for the ends
 */
public record Place(Where where, Optional<String> section) {

  /** Relative to what. */
  public enum Where {
    FIRST,
    BEFORE,
    AFTER,
    /** Before signatures and annexes. */
    LAST
  }

  public static final Place LAST = new Place(Where.LAST, Optional.empty());
  public static final Place FIRST = new Place(Where.FIRST, Optional.empty());

  static Place before(String section) {
    return new Place(Where.BEFORE, Optional.of(section));
  }

  static Place after(String section) {
    return new Place(Where.AFTER, Optional.of(section));
  }
}
