package io.blatam.kvcache.resp.wire;

/** What came is not RESP, or more of it than is taken. The connection can not go on. */
public final class ProtocolException extends RuntimeException {

  public ProtocolException(String message) {
    super("Protocol error: " + message, null, false, false);
  }
}
