package io.blatam.bul.knowledge;

import akka.Done;
import akka.stream.IOResult;
import akka.stream.javadsl.FileIO;
import io.blatam.bul.knowledge.reading.Block;
import io.blatam.bul.knowledge.reading.MarkdownBlocks;
import io.blatam.bul.knowledge.reading.ReadText;
import io.blatam.bul.knowledge.reading.ReaderProcess;
import io.blatam.bul.knowledge.reading.Unreadable;
import io.blatam.bul.store.ChunkTable;
import io.blatam.bul.store.ChunkTable.Embedded;
import io.blatam.bul.store.NoteTable;
import io.blatam.bul.store.NoteTable.Claimed;
import io.blatam.inference.api.Embedder;
import io.blatam.platform.Platform;
import io.blatam.platform.StageFailure;
import io.blatam.platform.artifact.ArtifactId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From an uploaded original to passages that can be searched: read, cut, embedded, stored at once.
 * May be done again after a crash.
 */
final class Ingestion {

  private static final Logger LOG = LoggerFactory.getLogger(Ingestion.class);

  /** Texts for the embedder at a time: others want it as well. */
  private static final int BATCH = 16;

  private static final String PLAIN = "text/plain; charset=UTF-8";

  private final Platform platform;
  private final NoteTable notes;
  private final ChunkTable chunks;
  private final Embedder embedder;
  private final ReaderProcess reader;
  private final KnowledgeSettings settings;
  private final Executor blocking;

  /**
   * @param blocking where to wait for the reading process
   */
  Ingestion(
      Platform platform,
      NoteTable notes,
      ChunkTable chunks,
      Embedder embedder,
      ReaderProcess reader,
      KnowledgeSettings settings,
      Executor blocking) {
    this.platform = platform;
    this.notes = notes;
    this.chunks = chunks;
    this.embedder = embedder;
    this.reader = reader;
    this.settings = settings;
    this.blocking = blocking;
  }

  /** Ends with the note ready or refused; fails with what is worth another attempt. */
  CompletionStage<?> read(Claimed claimed) {
    Note note = claimed.note();
    if (claimed.attempt() > Reading.ATTEMPTS) {
      return notes.refuse(
          note.id(), "The file could not be read in " + Reading.ATTEMPTS + " attempts.");
    }
    return text(note)
        .thenCompose(text -> taken(claimed, text))
        .handle((done, failure) -> ended(note, failure))
        .thenCompose(end -> end);
  }

  private CompletionStage<?> ended(Note note, Throwable failure) {
    Throwable cause = StageFailure.cause(failure);
    if (cause == null) {
      return CompletableFuture.completedStage(Done.getInstance());
    }
    return cause instanceof Unreadable refused
        ? notes.refuse(note.id(), refused.getMessage())
        : CompletableFuture.failedStage(cause);
  }

  private CompletionStage<ReadText> text(Note note) {
    Path folder = reader.newFolder();
    Path file = folder.resolve("original");
    CompletionStage<IOResult> copied =
        platform
            .artifacts()
            .read(note.tenant(), note.original())
            .runWith(FileIO.toPath(file), platform.system());
    return copied
        .thenApplyAsync(
            copy ->
                note.fileName().isEmpty()
                    ? typed(file)
                    : reader.read(folder, file, note.fileName()),
            blocking)
        .whenComplete((text, failure) -> blocking.execute(() -> reader.remove(folder)));
  }

  /** What was typed came as text; nothing has to be unpacked. */
  private static ReadText typed(Path file) {
    try {
      List<Block> blocks = MarkdownBlocks.of(Files.readString(file));
      if (blocks.isEmpty()) {
        throw new Unreadable("There is no text in the note.");
      }
      return new ReadText("text/markdown", 0, blocks);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private CompletionStage<?> taken(Claimed claimed, ReadText text) {
    Note note = claimed.note();
    List<Chunk> cut = Chunker.chunks(text.blocks());
    if (cut.size() > settings.chunks()) {
      throw new Unreadable(
          "The file has "
              + cut.size()
              + " passages, more than the "
              + settings.chunks()
              + " that are taken; split it and upload the parts that matter.");
    }
    int words = text.blocks().stream().mapToInt(block -> Chunker.words(block.text())).sum();
    return embedded(claimed, cut)
        .thenCompose(
            passages ->
                stored(note.tenant(), text)
                    .thenCompose(
                        artifact ->
                            chunks
                                .ready(
                                    note, text.mediaType(), artifact, text.pages(), words, passages)
                                .thenCompose(ready -> kept(note.tenant(), artifact, ready))));
  }

  /** The note may have been deleted meanwhile, or become ready elsewhere: then its text goes. */
  private CompletionStage<?> kept(String tenant, ArtifactId text, boolean ready) {
    return ready
        ? CompletableFuture.completedStage(Done.getInstance())
        : platform.artifacts().delete(tenant, text);
  }

  private CompletionStage<ArtifactId> stored(String tenant, ReadText text) {
    return platform
        .artifacts()
        .put(
            tenant,
            PLAIN,
            akka.stream.javadsl.Source.single(
                akka.util.ByteString.fromArrayUnsafe(
                    text.plain().getBytes(StandardCharsets.UTF_8))))
        .thenApply(artifact -> artifact.id());
  }

  /**
   * Without an embedder that answers, the last attempt takes the passages as words alone: found by
   * BM25 is better than not found.
   */
  private CompletionStage<List<Embedded>> embedded(Claimed claimed, List<Chunk> cut) {
    CompletionStage<List<Embedded>> all = vectors(cut);
    if (claimed.attempt() < Reading.ATTEMPTS) {
      return all;
    }
    return all.exceptionally(
        failure -> {
          LOG.warn(
              "note {} is searched by words alone: {}", claimed.note().id(), failure.getMessage());
          return cut.stream().map(chunk -> new Embedded(chunk, new float[0])).toList();
        });
  }

  private CompletionStage<List<Embedded>> vectors(List<Chunk> cut) {
    CompletionStage<List<Embedded>> all = CompletableFuture.completedStage(new ArrayList<>());
    for (int from = 0; from < cut.size(); from += BATCH) {
      List<Chunk> batch = cut.subList(from, Math.min(cut.size(), from + BATCH));
      all =
          all.thenCompose(
              done ->
                  embedder
                      .embedAsync(
                          batch.stream().map(Chunk::withHeading).toList(), Embedder.Role.PASSAGE)
                      .thenApply(
                          vectors -> {
                            for (int i = 0; i < batch.size(); i++) {
                              done.add(new Embedded(batch.get(i), vectors.get(i)));
                            }
                            return done;
                          }));
    }
    return all;
  }
}
