package io.blatam.bul.brief;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The business areas of this process: those that ship with the program and those of the operator's
 * folder. Set once, at start, before any brief is read; thread-safe.
 */
public final class BusinessAreas {
  private static final AtomicReference<List<BusinessArea>> ALL =
      new AtomicReference<>(List.of(BusinessArea.values()));

  private BusinessAreas() {}

  public static List<BusinessArea> all() {
    return ALL.get();
  }

  /** From now on these areas, and no others, can be named. */
  public static void set(List<BusinessArea> areas) {
    ALL.set(List.copyOf(areas));
  }
}
