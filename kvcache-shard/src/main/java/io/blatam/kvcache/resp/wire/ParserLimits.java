package io.blatam.kvcache.resp.wire;

/**
 * What one connection may send.
 *
 * @param maxArgumentBytes a longer argument is read to its end but not kept: its command is refused
 *     and the connection goes on
 * @param maxCommandBytes all arguments of one command, with what keeping them takes
 */
public record ParserLimits(int maxArgumentBytes, long maxCommandBytes) {

  /** Redis's {@code proto-max-bulk-len}: nobody means more than this. */
  static final long MAX_BULK_LENGTH = 512L * 1024 * 1024;

  static final int MAX_LINE = 64 * 1024;

  /** What a client may send before it has said who it is. */
  static final int UNAUTHENTICATED_ARGUMENTS = 10;

  static final int UNAUTHENTICATED_BULK = 16 * 1024;

  /** What an argument takes besides its bytes. */
  static final int ARGUMENT_OVERHEAD = 32;
}
