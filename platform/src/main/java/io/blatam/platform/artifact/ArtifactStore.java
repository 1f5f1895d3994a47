package io.blatam.platform.artifact;

import akka.NotUsed;
import akka.actor.typed.ActorSystem;
import akka.japi.Pair;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.blatam.platform.StageFailure;
import io.blatam.platform.database.Database;
import io.blatam.platform.database.DiskReserve;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * A tenant's big things, addressed by the SHA-256 of their bytes. Streams both ways with
 * backpressure and at most one chunk in flight, so memory does not grow with an artifact's size. An
 * artifact is visible when its row is committed and never before; what a killed process left behind
 * is removed by {@link #sweep}. Thread-safe.
 *
 * <p>The same bytes stored twice by a tenant are kept once and counted; {@link #delete} takes one
 * count away.
 */
public final class ArtifactStore {

  private final ArtifactTable table;
  private final Blobs blobs;
  private final DiskReserve reserve;
  private final ArtifactSettings settings;
  private final ActorSystem<?> system;
  private final Clock clock;

  private ArtifactStore(
      ArtifactTable table,
      Blobs blobs,
      DiskReserve reserve,
      ArtifactSettings settings,
      ActorSystem<?> system,
      Clock clock) {
    this.table = table;
    this.blobs = blobs;
    this.reserve = reserve;
    this.settings = settings;
    this.system = system;
    this.clock = clock;
  }

  public static ArtifactStore open(
      ArtifactSettings settings, Database database, ActorSystem<?> system, Clock clock) {
    Blobs blobs =
        settings
            .folder()
            .<Blobs>map(folder -> new FolderBlobs(folder, database.executor()))
            .orElseGet(() -> new DatabaseBlobs(database));
    return new ArtifactStore(
        new ArtifactTable(database), blobs, database.reserve(), settings, system, clock);
  }

  /**
   * Stores all of {@code bytes}. The stage completes when the artifact is durable; it fails with
   * what the stream failed with, with {@link ArtifactTooLargeException}, or with {@link
   * io.blatam.platform.database.DiskNearlyFullException}, and then nothing is kept.
   */
  public CompletionStage<Artifact> put(
      String tenant, String mediaType, Source<ByteString, ?> bytes) {
    UUID blob = UUID.randomUUID();
    return table
        .loose(blob, clock.instant())
        .thenCompose(started -> upload(blob, bytes))
        .thenCompose(upload -> blobs.seal(blob).thenApply(withTail -> upload))
        .thenCompose(
            upload ->
                table.commit(
                    new Artifact(
                        ArtifactId.of(upload.digest),
                        tenant,
                        mediaType,
                        upload.size,
                        clock.instant()),
                    blob))
        .handle(
            (row, failure) -> {
              if (failure != null) {
                return discard(blob)
                    .thenCompose(
                        gone ->
                            CompletableFuture.<Artifact>failedStage(StageFailure.cause(failure)));
              }
              return row.blob().equals(blob)
                  ? CompletableFuture.completedStage(row.artifact())
                  : discard(blob).thenApply(gone -> row.artifact());
            })
        .thenCompose(Function.identity());
  }

  /** Empty for an id the tenant does not have, whoever else may have it. */
  public CompletionStage<Optional<Artifact>> find(String tenant, ArtifactId id) {
    return table.find(tenant, id).thenApply(row -> row.map(ArtifactTable.Row::artifact));
  }

  /**
   * The bytes, in chunks. Fails with {@link ArtifactMissingException} if the tenant has no such
   * artifact.
   */
  public Source<ByteString, NotUsed> read(String tenant, ArtifactId id) {
    return Source.lazyCompletionStage(() -> table.find(tenant, id))
        .flatMapConcat(
            row ->
                row.map(this::chunks)
                    .orElseGet(() -> Source.failed(new ArtifactMissingException(id))))
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }

  /**
   * Takes one reference away, and the bytes with the last. Deleting what is not there is no
   * failure.
   */
  public CompletionStage<Void> delete(String tenant, ArtifactId id) {
    return table
        .release(tenant, id, clock.instant())
        .thenCompose(
            blob ->
                blob.map(this::discard).orElseGet(() -> CompletableFuture.completedStage(null)));
  }

  /**
   * Removes bytes that uploads left behind which never finished; gives how many uploads. Run at
   * start.
   */
  public CompletionStage<Integer> sweep() {
    return table
        .looseSince(clock.instant().minus(settings.abandonedAfter()))
        .thenCompose(
            loose ->
                Source.from(loose)
                    .mapAsync(1, this::discardFailing)
                    .runFold(0, (count, gone) -> count + 1, system));
  }

  private Source<ByteString, NotUsed> chunks(ArtifactTable.Row row) {
    long size = row.artifact().size();
    int count = (int) ((size + Blobs.CHUNK - 1) / Blobs.CHUNK);
    return Source.unfoldAsync(
        0,
        position ->
            position == count
                ? CompletableFuture.completedStage(Optional.<Pair<Integer, ByteString>>empty())
                : blobs
                    .chunk(row.blob(), position)
                    .thenApply(chunk -> Optional.of(Pair.create(position + 1, chunk))));
  }

  private CompletionStage<Upload> upload(UUID blob, Source<ByteString, ?> bytes) {
    return bytes
        .via(Chunking.of(Blobs.CHUNK))
        .runWith(
            Sink.foldAsync(
                new Upload(),
                (upload, chunk) -> {
                  reserve.demand();
                  upload.take(chunk);
                  return blobs.append(blob, upload.chunks - 1, chunk).thenApply(written -> upload);
                }),
            system);
  }

  /**
   * Best effort: what can not be removed now stays on the list of loose blobs for the next sweep.
   */
  private CompletionStage<Void> discard(UUID blob) {
    return discardFailing(blob).handle((gone, failure) -> null);
  }

  private CompletionStage<Object> discardFailing(UUID blob) {
    return blobs.remove(blob).thenCompose(gone -> table.forgetLoose(blob)).thenApply(gone -> blob);
  }

  /** What is known of an upload so far. Touched by one stream stage at a time. */
  private final class Upload {
    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private long size;
    private int chunks;

    private void take(ByteString chunk) {
      size += chunk.size();
      chunks++;
      if (size > settings.maxSize()) {
        throw new ArtifactTooLargeException(settings.maxSize());
      }
      digest.update(chunk.asByteBuffer());
    }
  }
}
