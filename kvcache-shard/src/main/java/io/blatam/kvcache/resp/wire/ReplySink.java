package io.blatam.kvcache.resp.wire;

/** Where replies are written to. */
public interface ReplySink {

  void bytes(byte[] bytes);

  /** A value that never changes: it may be kept instead of copied. */
  void value(byte[] bytes);

  /** A kind, a decimal number and a line end. */
  void header(char kind, long number);

  void lineEnd();
}
