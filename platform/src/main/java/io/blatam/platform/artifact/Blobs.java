package io.blatam.platform.artifact;

import akka.util.ByteString;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/**
 * Where bytes lie: numbered chunks of a blob, each {@link #CHUNK} bytes long but the last. A blob
 * is written once, by one writer, and means nothing until an artifact's row names it.
 */
interface Blobs {

  int CHUNK = 64 * 1024;

  CompletionStage<?> append(UUID blob, int position, ByteString chunk);

  /** After this the bytes outlive the process. */
  CompletionStage<?> seal(UUID blob);

  /** Fails if there is no such chunk. */
  CompletionStage<ByteString> chunk(UUID blob, int position);

  /** Removing what is not there is no failure. */
  CompletionStage<?> remove(UUID blob);
}
