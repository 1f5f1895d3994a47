package io.blatam.inference.settings;

import java.util.Objects;

/** Text that must not be seen: it prints as stars, so that it can be part of a logged record. */
public final class Secret {

  private final String value;

  public Secret(String value) {
    this.value = Objects.requireNonNull(value);
  }

  /** The text itself, for the one header that carries it. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "***";
  }
}
