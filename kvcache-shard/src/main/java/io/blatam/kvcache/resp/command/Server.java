package io.blatam.kvcache.resp.command;

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

  int connections();

  long commandsProcessed();

  long startedMillis();

  /** Stable name of this node, 40 hexadecimal digits. */
  String nodeId();
}
