package io.blatam.bul.knowledge;

import akka.actor.typed.ActorRef;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.Props;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.blatam.bul.knowledge.index.Indexes;
import io.blatam.bul.knowledge.reading.ReaderProcess;
import io.blatam.bul.knowledge.reading.ReadingLimits;
import io.blatam.bul.store.ChunkTable;
import io.blatam.bul.store.ChunkTable.Key;
import io.blatam.bul.store.DerivativeTable;
import io.blatam.bul.store.NoteTable;
import io.blatam.inference.api.Embedder;
import io.blatam.inference.api.Inference;
import io.blatam.platform.OnePerPlatform;
import io.blatam.platform.Platform;
import io.blatam.platform.artifact.Artifact;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A tenant's notes: taken, read, searched and forgotten. Thread-safe; one per actor system. Stages
 * fail with a {@link io.blatam.platform.http.ProblemException} that says what to change.
 */
public final class Knowledge {

  private static final OnePerPlatform<Knowledge> RUNNING = new OnePerPlatform<>(Knowledge::new);

  private static final int ORPHANS_AT_ONCE = 200;

  private final Platform platform;
  private final KnowledgeSettings settings;
  private final NoteTable notes;
  private final ChunkTable chunks;
  private final DerivativeTable derivatives;
  private final Inference inference;
  private final Search search;
  private final ActorRef<Reading.Command> reading;

  /** A note that was taken, or one with the same content that was there. */
  public record Taken(Note note, boolean known) {}

  private Knowledge(Platform platform) {
    this.platform = platform;
    this.settings = KnowledgeSettings.of(platform.config());
    this.notes = new NoteTable(platform.database());
    this.chunks = new ChunkTable(platform.database());
    this.derivatives = new DerivativeTable(platform.database());
    this.inference = Inference.get(platform.system());
    this.search =
        new Search(
            chunks,
            new Indexes(
                chunks, settings.tenantsInMemory(), dispatcher("blatam.bul.work-dispatcher")),
            inference.embedder());
    ReadingLimits limits = ReadingLimits.of(platform.config());
    Ingestion ingestion =
        new Ingestion(
            platform,
            notes,
            chunks,
            inference.embedder(),
            new ReaderProcess(limits),
            settings,
            dispatcher("blatam.bul.reading-dispatcher"));
    this.reading =
        platform
            .system()
            .systemActorOf(
                Reading.create(
                    notes,
                    ingestion::read,
                    this::forgetOrphans,
                    settings,
                    limits.atOnce(),
                    platform.clock()),
                "bul-reading",
                Props.empty());
  }

  /** The one of this actor system, started when first asked for. */
  public static Knowledge on(Platform platform) {
    return RUNNING.of(platform);
  }

  /** What one file may weigh, in bytes. */
  public long fileBytes() {
    return settings.fileBytes();
  }

  /** Passages below it are not quoted in documents. */
  public double quotable() {
    return settings.relevance();
  }

  /** Passages that a section quotes at most. */
  public int quotes() {
    return settings.quotes();
  }

  /** Keeps the bytes of a file that {@link #add} is then told of. */
  public CompletionStage<Artifact> store(
      String tenant, String mediaType, Source<ByteString, ?> bytes) {
    return platform.artifacts().put(tenant, mediaType, bytes);
  }

  /**
   * Takes a stored file, or a typed note if {@code fileName} is empty. It is durable when the stage
   * completes, and read soon after.
   */
  public CompletionStage<Taken> add(
      Principal principal, String title, String fileName, Artifact original, String requestId) {
    if (original.size() == 0 || original.size() > settings.fileBytes()) {
      return discard(original)
          .thenCompose(gone -> CompletableFuture.failedStage(badSize(original.size())));
    }
    Note note =
        new Note(
            UUID.randomUUID().toString(),
            principal.tenant(),
            title,
            fileName,
            original.mediaType(),
            original.id(),
            original.size(),
            NoteState.QUEUED,
            Optional.empty(),
            Optional.empty(),
            0,
            0,
            0,
            platform.now());
    return notes
        .add(note, principal.subject(), settings.notes(), settings.bytes())
        .thenCompose(
            added -> {
              if (added instanceof NoteTable.Added.New) {
                audit(principal, "note.added", note.id(), requestId);
                reading.tell(new Reading.Look());
                return CompletableFuture.completedStage(new Taken(note, false));
              }
              CompletionStage<Void> gone = discard(original);
              return added instanceof NoteTable.Added.Known known
                  ? gone.thenApply(done -> new Taken(known.note(), true))
                  : gone.thenCompose(
                      done ->
                          CompletableFuture.<Taken>failedStage(full((NoteTable.Added.Full) added)));
            });
  }

  public CompletionStage<Optional<Note>> find(String tenant, String id) {
    return notes.find(tenant, id);
  }

  /** Newest first. */
  public CompletionStage<NoteTable.Page> list(String tenant, Optional<String> cursor, int limit) {
    try {
      return notes.page(tenant, cursor, limit);
    } catch (IllegalArgumentException invalid) {
      return CompletableFuture.failedStage(
          Problem.validation("cursor", "give the \"next\" of the page before").asException());
    }
  }

  /**
   * Removes a note with everything that was made of it: passages, original, text, what they mean as
   * vectors, and model answers in the cache whose prompt had it. Empty for a note that is not
   * there.
   */
  public CompletionStage<Optional<Note>> delete(Principal principal, String id, String requestId) {
    String tenant = principal.tenant();
    return chunks
        .textsOf(tenant, id)
        .thenCompose(
            texts ->
                chunks
                    .remove(tenant, id)
                    .thenCompose(
                        removed ->
                            removed
                                .map(gone -> forgotten(principal, gone, texts, requestId))
                                .orElseGet(
                                    () -> CompletableFuture.completedStage(Optional.empty()))));
  }

  private CompletionStage<Optional<Note>> forgotten(
      Principal principal, ChunkTable.Removed gone, List<String> texts, String requestId) {
    Note note = gone.note();
    audit(principal, "note.deleted", note.id(), requestId);
    return inference
        .forget(note.tenant(), gone.fingerprints())
        .thenCompose(done -> inference.embedder().forget(texts, Embedder.Role.PASSAGE))
        .thenCompose(done -> derivatives.forget(note.id()))
        .thenCompose(done -> platform.artifacts().delete(note.tenant(), note.original()))
        .thenCompose(
            done ->
                note.text()
                    .map(text -> platform.artifacts().delete(note.tenant(), text))
                    .orElseGet(() -> CompletableFuture.completedStage(null)))
        .thenApply(done -> Optional.of(note));
  }

  /** What a crash left between the removal of a note and that of what was made of it. */
  private CompletionStage<?> forgetOrphans() {
    return derivatives
        .orphans(ORPHANS_AT_ONCE)
        .thenCompose(
            orphans -> {
              CompletionStage<?> all = CompletableFuture.completedStage(null);
              for (DerivativeTable.Orphan orphan : orphans) {
                all =
                    all.thenCompose(
                            done ->
                                inference.forget(orphan.tenant(), List.of(orphan.fingerprint())))
                        .thenCompose(done -> derivatives.forget(orphan.noteId()));
              }
              return all;
            });
  }

  /** The passages that fit a question, best first. */
  public CompletionStage<List<Passage>> search(String tenant, String question, int limit) {
    return search(tenant, List.of(question), limit).thenApply(lists -> lists.get(0));
  }

  /** For each question the passages that fit it, best first. */
  public CompletionStage<List<List<Passage>>> search(
      String tenant, List<String> questions, int limit) {
    return search.of(tenant, questions, limit);
  }

  /** Those of the passages that are still there. */
  public CompletionStage<Map<Key, ChunkTable.Found>> passages(String tenant, Set<Key> keys) {
    return chunks.find(tenant, List.copyOf(keys));
  }

  /** Remembers that a model's answer, cached under the fingerprint, was written from the notes. */
  public CompletionStage<?> derived(String tenant, Set<String> notes, String fingerprint) {
    return derivatives.add(tenant, notes, fingerprint);
  }

  /** Forgets a stored file that is not to be added after all. */
  public CompletionStage<Void> discard(Artifact original) {
    return platform.artifacts().delete(original.tenant(), original.id());
  }

  private Executor dispatcher(String path) {
    return platform.system().dispatchers().lookup(DispatcherSelector.fromConfig(path));
  }

  private RuntimeException badSize(long size) {
    return size == 0
        ? Problem.validation("file", "is empty").asException()
        : Problem.tooLarge(
                "The file weighs "
                    + size
                    + " bytes; blatam.bul.knowledge.file-bytes allows "
                    + settings.fileBytes()
                    + ".")
            .asException();
  }

  private RuntimeException full(NoteTable.Added.Full full) {
    return Problem.conflict(
            "There are "
                + full.notes()
                + " notes of "
                + full.bytes()
                + " bytes; at most "
                + settings.notes()
                + " notes and "
                + settings.bytes()
                + " bytes are kept. Delete some first.")
        .asException();
  }

  private void audit(Principal principal, String action, String id, String requestId) {
    platform
        .audit()
        .record(AuditEntry.allowed(platform.clock().instant(), principal, action, id, requestId));
  }
}
