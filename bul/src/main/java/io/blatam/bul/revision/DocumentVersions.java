package io.blatam.bul.revision;

import akka.actor.typed.DispatcherSelector;
import io.blatam.bul.production.Texts;
import io.blatam.bul.queue.QueuedDocuments;
import io.blatam.bul.queue.RevisedJobs;
import io.blatam.bul.store.RenderingTable;
import io.blatam.bul.store.VersionPlaces;
import io.blatam.bul.store.VersionTable;
import io.blatam.bul.store.VersionTable.Made;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * The versions of documents: listed, read, compared, deleted. Everything is seen through a tenant.
 * Thread-safe. Stages fail with a {@link io.blatam.platform.http.ProblemException} that says what
 * to change.
 */
public final class DocumentVersions {

  private final Platform platform;
  private final RevisedJobs jobs;
  private final VersionTable versions;
  private final VersionPlaces places;
  private final Remains remains;
  private final Texts texts;
  private final Executor executor;

  public DocumentVersions(Platform platform) {
    this.platform = platform;
    this.jobs = QueuedDocuments.revisedOn(platform);
    this.versions = new VersionTable(platform.database());
    this.places = new VersionPlaces(platform.database());
    this.remains = new Remains(jobs, platform.artifacts(), new RenderingTable(platform.database()));
    this.texts = Texts.of(platform);
    this.executor =
        platform
            .system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("blatam.bul.work-dispatcher"));
  }

  /** Oldest first; what is being made comes last. Fails with 404 for what is no document. */
  public CompletionStage<List<Version>> list(String tenant, String document) {
    return document(tenant, document)
        .thenCompose(known -> versions.list(tenant, document))
        .thenApply(
            list -> {
              if (list.isEmpty()) {
                throw unknown(document);
              }
              return list;
            });
  }

  /**
   * Deletes a document with all its versions and their files; 404 where there is none, 409 while
   * one is being made. Bytes that another document of the tenant has as well stay with that one.
   */
  public CompletionStage<Void> delete(Principal principal, String document, String requestId) {
    String tenant = principal.tenant();
    return document(tenant, document)
        .thenCompose(known -> versions.jobs(tenant, document))
        .thenCompose(
            ids -> {
              if (ids.isEmpty()) {
                throw unknown(document);
              }
              return remains.of(ids);
            })
        .thenCompose(
            stored ->
                places
                    .delete(tenant, document, jobs::persistenceId)
                    .thenCompose(
                        gone -> {
                          platform
                              .audit()
                              .record(
                                  AuditEntry.allowed(
                                      platform.clock().instant(),
                                      principal,
                                      "document.deleted",
                                      document,
                                      requestId));
                          return remains.remove(tenant, stored);
                        }));
  }

  /** The job that made a version. Fails with 404. */
  public CompletionStage<String> job(String tenant, String document, int version) {
    return made(tenant, document, version).thenApply(Made::jobId);
  }

  /** The whole text of a version as Markdown, and its sections in their order. */
  public CompletionStage<VersionText> text(String tenant, String document, int version) {
    return made(tenant, document, version)
        .thenCompose(made -> work(tenant, document, made))
        .thenCompose(
            known ->
                texts
                    .read(tenant, known.work().manuscript().markdown())
                    .thenApplyAsync(
                        markdown -> VersionText.of(version, known.work().planned(), markdown),
                        executor));
  }

  /** What is different in {@code to}, seen from {@code from}. */
  public CompletionStage<VersionDiff> diff(String tenant, String document, int from, int to) {
    return text(tenant, document, from)
        .thenCombineAsync(text(tenant, document, to), VersionDiff::between, executor);
  }

  /** Fails with 404 for what is no document. */
  CompletionStage<Made> latest(String tenant, String document) {
    return document(tenant, document).thenCompose(known -> versions.latest(tenant, document));
  }

  /** Fails with 404 for a version that is not there. */
  CompletionStage<Made> made(String tenant, String document, int version) {
    return document(tenant, document)
        .thenCompose(known -> versions.find(tenant, document, version))
        .thenApply(
            made ->
                made.orElseThrow(
                    () ->
                        Problem.notFound(
                                "The document has no version "
                                    + version
                                    + "; ask for the list of its versions.")
                            .asException()));
  }

  /** A version's own job is no document. */
  private CompletionStage<String> document(String tenant, String id) {
    return versions
        .documentOf(tenant, id)
        .thenApply(
            of -> {
              of.ifPresent(
                  document -> {
                    throw Problem.notFound(
                            "This job makes a version of document "
                                + document
                                + "; ask that for its versions.")
                        .asException();
                  });
              return id;
            });
  }

  /** What a version's job has made. Fails with 409 while it is not done. */
  CompletionStage<MadeVersion> work(String tenant, String document, Made made) {
    return jobs.work(tenant, made.jobId())
        .thenApply(
            work -> new MadeVersion(made.version(), work.orElseThrow(() -> unknown(document))));
  }

  private static RuntimeException unknown(String document) {
    return Problem.notFound("There is no document job " + Problem.printable(document) + ".")
        .asException();
  }
}
