package io.blatam.kvcache.engine;

/** Which codec keeps the values of a namespace in memory. Thread-safe. */
@FunctionalInterface
public interface Codecs {

  /** The same one at every call, so that values can be read again. */
  Codec of(String namespace);
}
