package io.blatam.gamma.store;

import io.blatam.gamma.api.PresentationView;

/** What came of trying to accept a presentation. */
public sealed interface Acceptance {

  /** It is durable now. */
  record Accepted(PresentationView presentation) implements Acceptance {}

  /** The idempotency key was used before, with the same request. */
  record Repeated(PresentationView presentation) implements Acceptance {}

  /** The idempotency key was used before, with another request. */
  record KeyTaken() implements Acceptance {}

  /** Too many of the tenant's presentations are unfinished. */
  record Full() implements Acceptance {}
}
