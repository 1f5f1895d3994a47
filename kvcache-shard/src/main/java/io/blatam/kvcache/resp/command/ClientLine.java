package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.resp.wire.Protocol;

/** A connection as a line of CLIENT LIST. */
final class ClientLine {

  private ClientLine() {}

  /**
   * What a connection here has none of is 0 or, as in Redis, -1: a file's number, a transaction,
   * buffers of its own.
   */
  static String of(Peer peer, long now) {
    Session session = peer.session();
    Subscriptions subscriptions = session.subscriptions();
    long output = peer.outputBytes();
    return ("id=%d addr=%s laddr=%s fd=-1 name=%s age=%d idle=%d flags=%s db=%d sub=%d psub=%d ssub=0"
            + " multi=-1 qbuf=%d qbuf-free=0 argv-mem=0 multi-mem=0 rbs=0 rbp=0 obl=0 oll=%d omem=%d"
            + " tot-mem=%d events=%s cmd=%s user=%s redir=-1 resp=%d lib-name=%s lib-ver=%s\n")
        .formatted(
            session.id(),
            session.remote(),
            session.local(),
            session.name(),
            seconds(session.openedMillis(), now),
            seconds(peer.heardMillis(), now),
            listens(peer) ? "P" : "N",
            session.database(),
            subscriptions.count(false),
            subscriptions.count(true),
            peer.inputBytes(),
            peer.outputParts(),
            output,
            peer.inputBytes() + output + session.bytes(),
            output > 0 ? "rw" : "r",
            session.latest().map(Command::name).orElse("NULL"),
            session.user().replaceAll("[^!-~]", "_"),
            session.protocol() == Protocol.RESP2 ? 2 : 3,
            session.library(),
            session.libraryVersion());
  }

  static boolean listens(Peer peer) {
    return peer.session().subscriptions().count() > 0;
  }

  private static long seconds(long since, long now) {
    return Math.max(0, now - since) / 1000;
  }
}
