package io.blatam.bul.queue;

import io.blatam.bul.api.Submission;
import io.blatam.bul.api.TemplateFill;
import io.blatam.bul.store.Ask;
import io.blatam.bul.store.JobTable;
import io.blatam.bul.store.JobTable.Admission;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * How an ask becomes a job: it is one row in {@code bul_job}, and then the tenant's {@link
 * TenantQueue} is told; if that is lost on the way, {@link Awakener} sees to it. Thread-safe.
 */
public final class Acceptance {

  private static final Duration ROOM_ANSWER = Duration.ofSeconds(1);
  private static final int RETRY_AFTER_SECONDS = 5;

  private final Platform platform;
  private final QueueActors actors;
  private final Jobs jobs;
  private final JobTable table;
  private final Places places;

  Acceptance(Platform platform, QueueActors actors, Jobs jobs, JobTable table, Places places) {
    this.platform = platform;
    this.actors = actors;
    this.jobs = jobs;
    this.table = table;
    this.places = places;
  }

  /**
   * Accepts an ask as {@link io.blatam.bul.api.Documents#submit} does.
   *
   * <p>Fails with {@link io.blatam.platform.database.DiskNearlyFullException} while that is so.
   *
   * @param request what the key stands for; another one with the same key is refused with 409
   * @param ask made when the key has not been used
   */
  public CompletionStage<Submission> submit(
      Principal principal,
      String request,
      Supplier<CompletionStage<Ask>> ask,
      Optional<String> idempotencyKey,
      String requestId) {
    String hash = DigestUtils.sha256Hex(request);
    CompletionStage<Optional<Admission.KeyUsed>> used =
        idempotencyKey
            .map(key -> table.usedKey(principal.tenant(), key))
            .orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
    return used.thenCompose(
        before ->
            before.isPresent()
                ? repeated(before.get(), hash)
                : whereThereIsRoom(principal.tenant(), ask)
                    .thenCompose(made -> admit(principal, made, idempotencyKey, hash, requestId)));
  }

  /** Before anything is done or stored for the ask: what is refused leaves nothing behind. */
  private CompletionStage<Ask> whereThereIsRoom(String tenant, Supplier<CompletionStage<Ask>> ask) {
    return room(tenant)
        .thenCompose(
            room -> {
              platform.database().reserve().demand();
              return room == QueueCommand.Room.FREE
                  ? ask.get()
                  : CompletableFuture.failedStage(full(room));
            });
  }

  private CompletionStage<Submission> admit(
      Principal principal, Ask ask, Optional<String> key, String hash, String requestId) {
    return table
        .admit(ask, places.of(ask), key, hash)
        .thenCompose(
            admission -> {
              if (admission instanceof Admission.KeyUsed used) {
                return letGo(ask).thenCompose(gone -> repeated(used, hash));
              }
              platform
                  .audit()
                  .record(
                      AuditEntry.allowed(
                          platform.clock().instant(),
                          principal,
                          requested(ask),
                          ask.jobId(),
                          requestId));
              actors.queue(ask.tenant()).tell(new QueueCommand.Offer(places.entry(ask)));
              return CompletableFuture.completedStage(
                  new Submission(
                      JobViews.of(Job.accepted(ask), platform.clock().instant()), false));
            });
  }

  /** A template was filled in for an ask that another one with its key has come before. */
  private CompletionStage<Void> letGo(Ask ask) {
    return ask.template()
        .flatMap(TemplateFill::filled)
        .map(filled -> platform.artifacts().delete(ask.tenant(), filled.text()))
        .orElseGet(() -> CompletableFuture.completedStage(null));
  }

  private static String requested(Ask ask) {
    return ask.revision()
        .map(
            revision ->
                revision.restores().isPresent()
                    ? "document.restore-requested"
                    : "document.revision-requested")
        .orElse("document.requested");
  }

  private CompletionStage<Submission> repeated(Admission.KeyUsed used, String hash) {
    return used.requestSha256().equals(hash)
        ? jobs.state(used.ask()).thenApply(job -> new Submission(job, true))
        : CompletableFuture.failedStage(keyUsed(used.ask()));
  }

  /**
   * A queue that does not answer, because it moves to another node, does not keep anybody out: the
   * limit protects, and a job is safe in its row.
   */
  private CompletionStage<QueueCommand.Room> room(String tenant) {
    return actors
        .queue(tenant)
        .<QueueCommand.Room>ask(QueueCommand.Admit::new, ROOM_ANSWER)
        .exceptionally(late -> QueueCommand.Room.FREE);
  }

  private static RuntimeException keyUsed(Ask ask) {
    return Problem.conflict(
            "The Idempotency-Key was used for another request (job "
                + ask.jobId()
                + "); send a new key with a new request.")
        .asException();
  }

  private static RuntimeException full(QueueCommand.Room room) {
    return (room == QueueCommand.Room.TENANT_FULL
            ? Problem.tooManyRequests(
                "Too many of your documents wait to be written; try again when some are done.",
                RETRY_AFTER_SECONDS)
            : Problem.unavailable(
                "Too many documents wait to be written; try again in a while.",
                RETRY_AFTER_SECONDS))
        .asException();
  }
}
