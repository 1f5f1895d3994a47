package io.blatam.gateway.proxy;

import java.util.Optional;

/** A connection ended before the head of the awaited answer. */
final class ConnectionLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ConnectionLost(Optional<Throwable> cause) {
    super(
        cause.map(Throwable::getMessage).orElse("the connection was closed"),
        cause.orElse(null),
        false,
        false);
  }
}
