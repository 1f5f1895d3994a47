package io.blatam.platform.artifact;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import akka.util.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** One file a blob, in 256 sub-folders. */
final class FolderBlobs implements Blobs {

  private final Path folder;
  private final Executor blocking;

  FolderBlobs(Path folder, Executor blocking) {
    this.folder = folder;
    this.blocking = blocking;
  }

  @Override
  public CompletionStage<?> append(UUID blob, int position, ByteString chunk) {
    return run(
        () -> {
          Path file = file(blob);
          Files.createDirectories(file.getParent());
          try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
            ByteBuffer bytes = chunk.asByteBuffer();
            long at = (long) position * CHUNK;
            while (bytes.hasRemaining()) {
              at += channel.write(bytes, at);
            }
            return position;
          }
        });
  }

  @Override
  public CompletionStage<?> seal(UUID blob) {
    return run(
        () -> {
          if (!Files.exists(file(blob))) {
            return blob; // an empty artifact has no bytes to keep
          }
          try (FileChannel channel = FileChannel.open(file(blob), WRITE)) {
            channel.force(true);
            return blob;
          }
        });
  }

  @Override
  public CompletionStage<ByteString> chunk(UUID blob, int position) {
    return run(
        () -> {
          try (FileChannel channel = FileChannel.open(file(blob), READ)) {
            long from = (long) position * CHUNK;
            ByteBuffer bytes =
                ByteBuffer.allocate((int) Math.max(0, Math.min(CHUNK, channel.size() - from)));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) {
              // a read may return less than was asked for
            }
            return ByteString.fromArrayUnsafe(bytes.array(), 0, bytes.position());
          }
        });
  }

  @Override
  public CompletionStage<?> remove(UUID blob) {
    return run(() -> Files.deleteIfExists(file(blob)));
  }

  private Path file(UUID blob) {
    String name = blob.toString();
    return folder.resolve(name.substring(0, 2)).resolve(name);
  }

  private <T> CompletionStage<T> run(Io<T> work) {
    Supplier<T> unchecked =
        () -> {
          try {
            return work.run();
          } catch (IOException failure) {
            throw new ArtifactsUnavailableException(
                "the artifact folder " + folder + " can not be used: " + failure, failure);
          }
        };
    try {
      return CompletableFuture.supplyAsync(unchecked, blocking);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedStage(full);
    }
  }

  @FunctionalInterface
  private interface Io<T> {
    T run() throws IOException;
  }
}
