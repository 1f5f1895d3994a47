package io.blatam.bul.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Asks again until it is so; each question is a call over the network, so this is no busy loop. */
final class Eventually {

  private Eventually() {}

  static void holds(BooleanSupplier condition) {
    Instant patience = Instant.now().plusSeconds(30);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(patience);
    }
  }
}
