package io.blatam.kvcache.resp.command;

import io.blatam.kvcache.engine.KeyCount;
import io.blatam.kvcache.engine.Tally;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What commands may ask of the server around them. Thread-safe. */
public interface Server {

  /**
   * @param until from when on the password counts no more, in milliseconds since the epoch
   * @param revoked whether it counts no more already; asked at each command
   */
  record Caller(
      String user, String tenant, Set<String> scopes, long until, BooleanSupplier revoked) {}

  /**
   * What a door has seen.
   *
   * @param clients connected now
   * @param maxClients as many as may be
   * @param connections taken in so far
   * @param rejected those that were too many
   * @param commands begun
   * @param perSecond of these, in about the last second
   * @param bytesIn of commands, without what TLS adds; {@code bytesOut} of replies and messages
   * @param channels that somebody listens to now; {@code patterns} likewise
   */
  record Traffic(
      int clients,
      int maxClients,
      long connections,
      long rejected,
      long commands,
      long perSecond,
      long bytesIn,
      long bytesOut,
      int channels,
      int patterns) {}

  /** Whose the password is: a token that this platform issued. */
  Optional<Caller> authenticate(String user, String password);

  String host();

  int port();

  /** How many segments the cache has. */
  int segments();

  /** What this node's part of the cache may hold, in bytes. */
  long maxBytes();

  /** What this node's part of it holds, in bytes. */
  long usedBytes();

  /** What the values of one reply may take together, in bytes. */
  long maxReplyBytes();

  /** What this node's part of the cache has counted, each segment since it came up here. */
  Tally tally();

  /** Whether who has these scopes may read a database. */
  boolean mayRead(Set<String> scopes, int database);

  /** How many keys of a tenant's database are in this node's memory; no key is looked at. */
  KeyCount keys(String tenant, int database);

  /** This node's connections, of all tenants, in the order in which they came. */
  List<Peer> peers();

  /** What is listened to at this node. */
  Channels channels();

  /** What came through this door since it opened. */
  Traffic traffic();

  long startedMillis();

  /** Stable name of this node, 40 hexadecimal digits. */
  String nodeId();
}
