package io.blatam.bul.revision;

import akka.actor.typed.DispatcherSelector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Handling;
import io.blatam.bul.api.Subject;
import io.blatam.bul.api.Submission;
import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.locale.Language;
import io.blatam.bul.production.Revision;
import io.blatam.bul.production.Texts;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.queue.Acceptance;
import io.blatam.bul.queue.QueuedDocuments;
import io.blatam.bul.queue.RevisedJobs;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.RenderingTable;
import io.blatam.bul.store.VersionTable;
import io.blatam.bul.store.VersionTable.Made;
import io.blatam.bul.template.TemplateAsks;
import io.blatam.bul.wording.Wording;
import io.blatam.export.api.ExportFormat;
import io.blatam.inference.api.Inference;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Json;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Changes to finished documents, and the versions that come of them. Everything is seen through a
 * tenant. Thread-safe. Stages fail with a {@link io.blatam.platform.http.ProblemException} that
 * says what to change.
 */
public final class Revisions {

  private final Platform platform;
  private final Acceptance acceptance;
  private final RevisedJobs jobs;
  private final VersionTable versions;
  private final Remains remains;
  private final DocumentComposer composer = new DocumentComposer();
  private final Inference inference;
  private final Texts texts;
  private final Executor executor;

  public Revisions(Platform platform) {
    this.platform = platform;
    this.acceptance = QueuedDocuments.acceptanceOn(platform);
    this.jobs = QueuedDocuments.revisedOn(platform);
    this.versions = new VersionTable(platform.database());
    this.remains = new Remains(jobs, platform.artifacts(), new RenderingTable(platform.database()));
    this.inference = Inference.get(platform.system());
    this.texts = Texts.of(platform);
    this.executor =
        platform
            .system()
            .dispatchers()
            .lookup(DispatcherSelector.fromConfig("blatam.bul.work-dispatcher"));
  }

  /**
   * Asks for a change. When the stage completes the job that makes the next version is durable.
   * Fails with 404 for a document that is not there, 409 while another change is made or where the
   * base is not the latest version, 422 for what is not understood or would change nothing.
   */
  public CompletionStage<Submission> ask(
      Principal principal,
      String document,
      JsonNode body,
      Optional<String> idempotencyKey,
      String requestId) {
    RevisionRequest request =
        Json.read(body.toString().getBytes(StandardCharsets.UTF_8), RevisionRequest.class);
    return acceptance.submit(
        principal,
        "revision of " + document + ": " + body,
        () ->
            latest(principal.tenant(), document)
                .thenCompose(
                    latest -> {
                      request
                          .baseVersion()
                          .filter(base -> base != latest.version())
                          .ifPresent(
                              base -> {
                                throw VersionTable.outdated(base, latest.version());
                              });
                      return work(principal.tenant(), document, latest);
                    })
                .thenCompose(
                    latest ->
                        latest.work().ask().template().isPresent()
                            ? refilled(principal, document, latest, request)
                            : CompletableFuture.<Ask>supplyAsync(
                                () -> revised(principal, document, latest, request), executor)),
        idempotencyKey,
        requestId);
  }

  /** A version and what its job has made. */
  private record Latest(int version, RevisedJobs.Work work) {}

  private Ask revised(
      Principal principal, String document, Latest latest, RevisionRequest request) {
    if (request.data().isPresent()) {
      throw Problem.validation(
              "data", "is for documents of templates; send \"brief\" with what is to be different")
          .asException();
    }
    Base base = Base.of(composer, document, latest.version(), latest.work());
    EditReader.Understood understood = new EditReader(base, writesItself()).read(request);
    Reviser.Outcome outcome =
        new Reviser(composer, base).revise(understood.edits(), understood.asked());
    DocumentRequest before = latest.work().ask().parsed();
    DocumentRequest wanted =
        new DocumentRequest(
            new Subject.Described(outcome.brief()),
            request.formats().map(Revisions::formats).orElse(before.formats()),
            request.priority().orElse(before.priority()),
            new Handling(
                request.deadline().map(at -> Handling.moment("deadline", at)),
                false,
                false,
                before.handling().knowledge()),
            before.profile(),
            Optional.of(outcome.revision()));
    return ask(principal, latest.work().ask(), wanted, outcome.language().code());
  }

  /** A document of a template is what its data makes of it. */
  private CompletionStage<Ask> refilled(
      Principal principal, String document, Latest latest, RevisionRequest request) {
    Ask before = latest.work().ask();
    TemplateFill fill = before.template().orElseThrow();
    if (!(request.data().orElse(null) instanceof ObjectNode patch)) {
      throw RevisionProblems.notUnderstood(
          "The document is made of one of your templates: send \"data\", an object with what is to"
              + " be different in it (a merge patch), or change the template and make a new one.");
    }
    ObjectNode data = fill.data().deepCopy();
    MergePatch.apply(data, patch);
    if (data.equals(fill.data())) {
      throw RevisionProblems.cannot("The data says that already; nothing would change.");
    }
    DocumentRequest asked = before.parsed();
    DocumentRequest wanted =
        new DocumentRequest(
            new Subject.Templated(fill.with(data)),
            request.formats().map(Revisions::formats).orElse(asked.formats()),
            request.priority().orElse(asked.priority()),
            new Handling(
                request.deadline().map(at -> Handling.moment("deadline", at)), false, false, false),
            asked.profile(),
            Optional.empty());
    return new TemplateAsks(platform)
        .revise(
            principal,
            wanted,
            document,
            new TemplateAsks.Base(
                latest.version(),
                before,
                latest.work().manuscript().markdown(),
                request.change().orElse(""),
                TemplateAsks.summary(Language.of(before.language()), fill.data(), data)));
  }

  /**
   * Asks for an earlier version's text as the next version. Fails as {@link #ask}; with 404 for a
   * version that is not there, with 422 for the latest one.
   */
  public CompletionStage<Submission> restore(
      Principal principal,
      String document,
      int version,
      Optional<String> idempotencyKey,
      String requestId) {
    String tenant = principal.tenant();
    return acceptance.submit(
        principal,
        "restore " + document + " " + version,
        () ->
            latest(tenant, document)
                .thenCompose(
                    latest -> {
                      if (latest.version() == version) {
                        throw RevisionProblems.cannot(
                            "Version " + version + " is the latest one already.");
                      }
                      return work(tenant, document, latest)
                          .thenCombine(
                              made(tenant, document, version)
                                  .thenCompose(made -> work(tenant, document, made)),
                              (base, wanted) -> restored(principal, document, base, wanted));
                    }),
        idempotencyKey,
        requestId);
  }

  private Ask restored(Principal principal, String document, Latest base, Latest wanted) {
    RevisedJobs.Work work = wanted.work();
    DocumentRequest as = work.ask().parsed();
    Map<String, WrittenSection> kept = new LinkedHashMap<>();
    work.sections().forEach(section -> kept.put(section.id(), section));
    String spanish = "Se recupera la versión " + wanted.version();
    String english = "Version " + wanted.version() + " is restored";
    Revision revision =
        new Revision(
            document,
            base.version(),
            work.ask().date(),
            "",
            work.ask().language().equals("es") ? spanish : english,
            wording(work.ask()),
            work.planned(),
            kept,
            List.of(),
            base.work().manuscript().markdown(),
            Optional.of(work.manuscript()),
            Optional.of(wanted.version()));
    DocumentRequest latest = base.work().ask().parsed();
    return ask(
        principal,
        base.work().ask(),
        new DocumentRequest(
            as.subject(),
            latest.formats(),
            latest.priority(),
            new Handling(Optional.empty(), false, false, as.handling().knowledge()),
            as.profile(),
            Optional.of(revision)),
        work.ask().language());
  }

  private Wording wording(Ask ask) {
    if (ask.template().isPresent()) {
      return Wording.USUAL;
    }
    return ask.revision()
        .map(Revision::wording)
        .orElseGet(() -> composer.plan(ask.brief(), ask.profile(), ask.date()).wording());
  }

  private Ask ask(Principal principal, Ask before, DocumentRequest wanted, String language) {
    return new Ask(
        UUID.randomUUID().toString(),
        principal.tenant(),
        principal.subject(),
        wanted.json(),
        wanted.priority(),
        wanted.formats().stream().map(ExportFormat::extension).toList(),
        platform.now(),
        before.documentType(),
        language,
        wanted.revision().orElseThrow().planned().title(),
        wanted.handling().deadline());
  }

  /** Oldest first; what is being made comes last. Fails with 404 for what is no document. */
  public CompletionStage<List<Version>> versions(String tenant, String document) {
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
                versions
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

  private CompletionStage<Made> latest(String tenant, String document) {
    return document(tenant, document).thenCompose(known -> versions.latest(tenant, document));
  }

  private CompletionStage<Made> made(String tenant, String document, int version) {
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

  private CompletionStage<Latest> work(String tenant, String document, Made made) {
    return jobs.work(tenant, made.jobId())
        .thenApply(work -> new Latest(made.version(), work.orElseThrow(() -> unknown(document))));
  }

  /** Whether a model is configured that can do what is said in words. */
  private boolean writesItself() {
    return !inference.templatesAnswer();
  }

  private static RuntimeException unknown(String document) {
    return Problem.notFound("There is no document job " + Problem.printable(document) + ".")
        .asException();
  }

  private static List<ExportFormat> formats(List<String> names) {
    return names.stream()
        .map(
            name ->
                ExportFormat.fromName(name)
                    .orElseThrow(
                        () ->
                            Problem.validation(
                                    "formats", Problem.printable(name) + " is not offered")
                                .asException()))
        .toList();
  }
}
