package io.blatam.inference.api;

/**
 * The text that the embedded provider gives when no language model is configured: computed by the
 * caller from its own templates and figures. It is a local closure and never travels, so it has no
 * part in the fingerprint: <b>everything that it depends on must also be in the request's messages
 * or template version</b>, or two different texts would share one cache entry.
 */
@FunctionalInterface
public interface Composition {

  /** Composes the text; may take a while and runs on a thread where that is allowed. */
  String compose();
}
