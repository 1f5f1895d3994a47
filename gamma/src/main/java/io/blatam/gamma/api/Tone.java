package io.blatam.gamma.api;

/** How a deck addresses its audience. */
public enum Tone {
  FORMAL,
  NEUTRAL,
  WARM,
  PERSUASIVE
}
