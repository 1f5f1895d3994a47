package io.blatam.gamma.api;

import java.util.Arrays;
import java.util.Optional;

/** How a deck addresses its audience. */
public enum Tone {
  FORMAL,
  NEUTRAL,
  WARM,
  PERSUASIVE;

  /** The one that is called so. */
  static Optional<Tone> find(String name) {
    return Arrays.stream(values())
        .filter(tone -> tone.name().equalsIgnoreCase(name.strip()))
        .findFirst();
  }
}
