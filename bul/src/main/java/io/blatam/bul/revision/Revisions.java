package io.blatam.bul.revision;

import akka.actor.typed.DispatcherSelector;
import com.fasterxml.jackson.databind.JsonNode;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Handling;
import io.blatam.bul.api.Subject;
import io.blatam.bul.api.Submission;
import io.blatam.bul.api.WantedFormats;
import io.blatam.bul.document.DocumentComposer;
import io.blatam.bul.production.Revision;
import io.blatam.bul.production.WrittenSection;
import io.blatam.bul.queue.Acceptance;
import io.blatam.bul.queue.QueuedDocuments;
import io.blatam.bul.queue.RevisedJobs;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.VersionPlaces;
import io.blatam.bul.wording.Wording;
import io.blatam.export.api.ExportFormat;
import io.blatam.inference.api.Inference;
import io.blatam.platform.Platform;
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
 * Changes to finished documents, from which new {@link DocumentVersions} come. Everything is seen
 * through a tenant. Thread-safe. Stages fail with a {@link
 * io.blatam.platform.http.ProblemException} that says what to change.
 */
public final class Revisions {

  private final Platform platform;
  private final Acceptance acceptance;
  private final DocumentVersions versions;
  private final DocumentComposer composer = new DocumentComposer();
  private final Refills refills;
  private final Inference inference;
  private final Executor executor;

  public Revisions(Platform platform, DocumentVersions versions) {
    this.platform = platform;
    this.acceptance = QueuedDocuments.acceptanceOn(platform);
    this.versions = versions;
    this.refills = new Refills(platform);
    this.inference = Inference.get(platform.system());
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
            versions
                .latest(principal.tenant(), document)
                .thenCompose(
                    latest -> {
                      request
                          .baseVersion()
                          .filter(base -> base != latest.version())
                          .ifPresent(
                              base -> {
                                throw VersionPlaces.outdated(base, latest.version());
                              });
                      return versions.work(principal.tenant(), document, latest);
                    })
                .thenCompose(
                    latest ->
                        latest.work().ask().template().isPresent()
                            ? refills.of(principal, document, latest, request)
                            : CompletableFuture.<Ask>supplyAsync(
                                () -> revised(principal, document, latest, request), executor)),
        idempotencyKey,
        requestId);
  }

  private Ask revised(
      Principal principal, String document, MadeVersion latest, RevisionRequest request) {
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
            request.formats().map(WantedFormats::of).orElse(before.formats()),
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
            versions
                .latest(tenant, document)
                .thenCompose(
                    latest -> {
                      if (latest.version() == version) {
                        throw RevisionProblems.cannot(
                            "Version " + version + " is the latest one already.");
                      }
                      return versions
                          .work(tenant, document, latest)
                          .thenCombine(
                              versions
                                  .made(tenant, document, version)
                                  .thenCompose(made -> versions.work(tenant, document, made)),
                              (base, wanted) -> restored(principal, document, base, wanted));
                    }),
        idempotencyKey,
        requestId);
  }

  private Ask restored(Principal principal, String document, MadeVersion base, MadeVersion wanted) {
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

  /** Whether a model is configured that can do what is said in words. */
  private boolean writesItself() {
    return !inference.templatesAnswer();
  }
}
