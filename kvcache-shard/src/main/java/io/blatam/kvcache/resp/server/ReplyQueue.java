package io.blatam.kvcache.resp.server;

import io.blatam.kvcache.resp.wire.Protocol;
import io.blatam.kvcache.resp.wire.Reply;
import io.blatam.kvcache.resp.wire.ReplyWriter;
import java.util.ArrayDeque;

/**
 * Replies in the order of their commands, where something on another node is waited for: those
 * behind it wait too. Belongs to the connection's thread.
 */
final class ReplyQueue {

  /** With so many, more commands are not begun. */
  private static final int MOST = 1024;

  /** The place of a reply. */
  static final class Slot {
    private final Protocol protocol;
    private Reply reply;

    private Slot(Protocol protocol) {
      this.protocol = protocol;
    }

    void fill(Reply with) {
      reply = with;
    }
  }

  private final ArrayDeque<Slot> slots = new ArrayDeque<>();

  boolean isEmpty() {
    return slots.isEmpty();
  }

  boolean full() {
    return slots.size() >= MOST;
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
      ReplyWriter.write(slot.reply, slot.protocol, out);
    }
  }
}
