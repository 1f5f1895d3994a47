package io.blatam.kvcache.resp.wire;

/** Which of the two a connection speaks; HELLO changes it. */
public enum Protocol {
  RESP2,
  RESP3
}
