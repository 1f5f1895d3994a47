package io.blatam.kvcache.resp.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/**
 * What a command answers, as data. {@link ReplyWriter} knows what it looks like in RESP2 and RESP3.
 */
public sealed interface Reply {

  Reply OK = new Simple("OK");
  Reply NIL = new Nil();
  Reply ZERO = new Whole(0);
  Reply ONE = new Whole(1);

  /** A status such as {@code OK}; no line ends. */
  record Simple(String text) implements Reply {}

  /**
   * @param text begins with its code, such as {@code ERR}
   */
  record Failure(String text) implements Reply {}

  record Whole(long value) implements Reply {}

  record Bulk(byte[] value) implements Reply {}

  record Nil() implements Reply {}

  record Many(List<Reply> elements) implements Reply {}

  /** Keys and values by turns; in RESP2 a plain array. */
  record Pairs(List<Reply> elements) implements Reply {}

  /** In RESP2 a plain array. */
  record Distinct(List<Reply> elements) implements Reply {}

  /** Something that nobody asked for now; in RESP2 a plain array. */
  record Push(List<Reply> elements) implements Reply {}

  /** Text for people; in RESP2 a bulk string. */
  record Verbatim(String text) implements Reply {}

  /** One after the other, each an answer of its own: what SUBSCRIBE gives for many channels. */
  record Sequence(List<Reply> elements) implements Reply {}

  static Reply bulk(String text) {
    return new Bulk(text.getBytes(UTF_8));
  }

  static Reply whole(long value) {
    return value == 0 ? ZERO : value == 1 ? ONE : new Whole(value);
  }

  static Reply many(Reply... elements) {
    return new Many(List.of(elements));
  }

  static Reply error(String text) {
    return new Failure(text);
  }
}
