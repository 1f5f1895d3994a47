package io.blatam.bul.api;

import io.blatam.bul.brief.Brief;

/** What a document is made of. */
public sealed interface Subject {

  /** A brief that is planned and written. */
  record Described(Brief brief) implements Subject {}

  /** A template of the tenant's own, filled in. */
  record Templated(TemplateFill fill) implements Subject {}
}
