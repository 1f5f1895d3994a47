package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.resp.wire.Reply;
import java.util.List;

/** What is left of replies that a client does not want: what others have published. */
final class Silence {

  static final Reply NOTHING = new Reply.Sequence(List.of());

  private Silence() {}

  static Reply keep(Reply reply) {
    if (reply instanceof Reply.Push) {
      return reply;
    } else if (reply instanceof Reply.Sequence sequence) {
      return new Reply.Sequence(
          sequence.elements().stream().filter(Reply.Push.class::isInstance).toList());
    }
    return NOTHING;
  }
}
