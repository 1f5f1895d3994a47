package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.resp.wire.Protocol;
import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.resp.wire.ReplyWriter;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Replies in the order of their commands, where something on another node is waited for: those
 * behind it wait too. Belongs to the connection's thread.
 */
final class ReplyQueue {

  /** With so many, more commands are not begun. */
  private static final int MOST = 1024;

  /** About what a reply takes besides its value, in bytes. */
  private static final int OVERHEAD = 32;

  /** The place of a reply. */
  final class Slot {
    private final Protocol protocol;
    private Reply reply;

    private Slot(Protocol protocol) {
      this.protocol = protocol;
    }

    void fill(Reply with) {
      reply = with;
      bytes += weight(with);
    }
  }

  private final ArrayDeque<Slot> slots = new ArrayDeque<>();
  private long bytes;

  boolean isEmpty() {
    return slots.isEmpty();
  }

  boolean full() {
    return slots.size() >= MOST;
  }

  /** What the replies that wait for one before them take. */
  long bytes() {
    return bytes;
  }

  /** A place for the reply of a command that was begun now. */
  Slot reserve(Protocol protocol) {
    Slot slot = new Slot(protocol);
    slots.add(slot);
    return slot;
  }

  /** Writes what is there, up to the first place that is still empty. */
  void write(Output out) {
    while (!slots.isEmpty() && slots.peek().reply != null) {
      Slot slot = slots.poll();
      bytes -= weight(slot.reply);
      ReplyWriter.write(slot.reply, slot.protocol, out);
    }
  }

  private static long weight(Reply reply) {
    if (reply instanceof Reply.Bulk bulk) {
      return OVERHEAD + bulk.value().length;
    } else if (reply instanceof Reply.Many many) {
      return weight(many.elements());
    } else if (reply instanceof Reply.Push push) {
      return weight(push.elements());
    } else if (reply instanceof Reply.Sequence sequence) {
      return weight(sequence.elements());
    }
    return OVERHEAD;
  }

  private static long weight(List<Reply> replies) {
    long bytes = OVERHEAD;
    for (Reply reply : replies) {
      bytes += weight(reply);
    }
    return bytes;
  }
}
