package io.blatam.kvcache.resp.command;

/** A connection of this node as any other may see it: what it tells may be a moment old. */
public interface Peer {

  Session session();

  /** When it last sent something, in milliseconds since the epoch. */
  long heardMillis();

  /** What is kept of commands that have come and are not done, in bytes. */
  long inputBytes();

  /** What waits to be read by the client, in bytes. */
  long outputBytes();

  /** In so many parts. */
  int outputParts();

  /** Ends it, soon; what waits for the client is not sent. */
  void end();
}
