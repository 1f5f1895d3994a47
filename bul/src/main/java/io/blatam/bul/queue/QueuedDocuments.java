package io.blatam.bul.queue;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import io.blatam.bul.api.Answer;
import io.blatam.bul.api.DocumentQueue;
import io.blatam.bul.api.DocumentRequest;
import io.blatam.bul.api.Documents;
import io.blatam.bul.api.JobFilter;
import io.blatam.bul.api.JobPage;
import io.blatam.bul.api.JobStatus;
import io.blatam.bul.api.JobView;
import io.blatam.bul.api.OutlineEdit;
import io.blatam.bul.api.OutlineView;
import io.blatam.bul.api.Progress;
import io.blatam.bul.api.Submission;
import io.blatam.bul.production.Production;
import io.blatam.bul.store.JobList;
import io.blatam.bul.store.JobTable;
import io.blatam.bul.store.QueueTable;
import io.blatam.platform.OnePerPlatform;
import io.blatam.platform.Platform;
import io.blatam.platform.audit.AuditEntry;
import io.blatam.platform.http.Problem;
import io.blatam.platform.identity.Principal;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Documents over the queue. */
public final class QueuedDocuments implements Documents {

  private static final OnePerPlatform<QueuedDocuments> RUNNING =
      new OnePerPlatform<>(platform -> start(platform, ProductionBySubject.on(platform)));

  private final Platform platform;
  private final JobList list;
  private final QueueActors actors;
  private final QueueDesk queue;
  private final Jobs jobs;
  private final Settling settling;
  private final Acceptance acceptance;
  private final FollowedJobs followed;
  private final Consultation consultation;

  private QueuedDocuments(Platform platform, Production production) {
    this.platform = platform;
    JobTable table = new JobTable(platform.database());
    this.list = new JobList(platform.database());
    QueueSettings settings = QueueSettings.of(platform.config());
    QueueTable queues = new QueueTable(platform.database());
    Places places = new Places(settings.ageing(), production::provider);
    this.actors = QueueActors.start(platform, production, settings, table, queues, places);
    this.jobs = new Jobs(actors, table, platform.clock());
    this.queue = new QueueDesk(platform, settings, actors, jobs, queues);
    this.settling = new Settling(platform);
    this.acceptance = new Acceptance(platform, actors, jobs, table, places);
    this.followed = new FollowedJobs(actors, jobs, table);
    this.consultation = new Consultation(jobs);
  }

  /** The one of this actor system, started when first asked for. */
  public static Documents on(Platform platform) {
    return RUNNING.of(platform);
  }

  /** The queue of the one of this actor system. */
  public static DocumentQueue queueOn(Platform platform) {
    return RUNNING.of(platform).queue();
  }

  /** What accepts asks that were made elsewhere. */
  public static Acceptance acceptanceOn(Platform platform) {
    return RUNNING.of(platform).acceptance;
  }

  /** What its jobs have made. */
  public static RevisedJobs revisedOn(Platform platform) {
    return new RevisedJobs(RUNNING.of(platform).jobs);
  }

  /** As {@link #on}, with other stages than the platform's own. */
  public static QueuedDocuments start(Platform platform, Production production) {
    return new QueuedDocuments(platform, production);
  }

  QueueActors actors() {
    return actors;
  }

  public DocumentQueue queue() {
    return queue;
  }

  @Override
  public CompletionStage<Submission> submit(
      Principal principal,
      DocumentRequest request,
      Optional<String> idempotencyKey,
      String requestId) {
    return acceptance.submit(
        principal,
        request.json(),
        () -> settling.settle(principal, request),
        idempotencyKey,
        requestId);
  }

  @Override
  public CompletionStage<Optional<JobView>> find(String tenant, String jobId) {
    return jobs.known(
        tenant, jobId, ask -> jobs.state(ask).thenCompose(job -> inLine(tenant, job)));
  }

  /** With its place in line, if it waits and its queue says so in time. */
  private CompletionStage<JobView> inLine(String tenant, JobView job) {
    return job.status() == JobStatus.QUEUED
        ? queue.inLine(tenant, job).exceptionally(late -> job)
        : CompletableFuture.completedStage(job);
  }

  @Override
  public Source<Progress, NotUsed> progress(String tenant, String jobId, long after) {
    return followed.progress(tenant, jobId, after);
  }

  @Override
  public CompletionStage<Optional<JobView>> cancel(
      Principal principal, String jobId, String requestId) {
    return jobs.known(
            principal.tenant(),
            jobId,
            ask ->
                jobs.state(ask)
                    .thenCompose(
                        accepted ->
                            jobs.<JobCommand.Reply>ask(
                                jobId,
                                replyTo -> new JobCommand.Cancel(principal.subject(), replyTo)))
                    .thenApply(QueuedDocuments::cancelled))
        .whenComplete((job, failure) -> said(principal, "document.cancelled", job, requestId));
  }

  private static JobView cancelled(JobCommand.Reply reply) {
    JobView job = reply.job().orElseThrow();
    if (job.status() != JobStatus.CANCELLED) {
      throw Problem.conflict(
              "The job is " + job.status().id() + " already; there is nothing left to cancel.")
          .asException();
    }
    return job;
  }

  @Override
  public CompletionStage<Optional<OutlineView>> outline(String tenant, String jobId) {
    return jobs.known(tenant, jobId, ask -> consultation.outline(jobId));
  }

  @Override
  public CompletionStage<Optional<JobView>> settleOutline(
      Principal principal, String jobId, OutlineEdit edit, String requestId) {
    return jobs.known(principal.tenant(), jobId, ask -> consultation.settle(principal, jobId, edit))
        .whenComplete(
            (job, failure) -> said(principal, "document.outline-settled", job, requestId));
  }

  @Override
  public CompletionStage<Optional<JobView>> answer(
      Principal principal, String jobId, Answer answer, String requestId) {
    return jobs.known(
            principal.tenant(), jobId, ask -> consultation.answer(principal, jobId, answer))
        .whenComplete((job, failure) -> said(principal, "document.answered", job, requestId));
  }

  private void said(Principal principal, String action, Optional<JobView> job, String requestId) {
    if (job != null) { // null when the stage failed
      job.ifPresent(
          known ->
              platform
                  .audit()
                  .record(
                      AuditEntry.allowed(
                          platform.clock().instant(), principal, action, known.id(), requestId)));
    }
  }

  @Override
  public CompletionStage<JobPage> list(
      String tenant, JobFilter filter, Optional<String> cursor, int limit) {
    try {
      return list.page(tenant, filter, cursor, limit);
    } catch (IllegalArgumentException invalid) {
      return CompletableFuture.failedStage(
          Problem.validation("cursor", "give the \"next\" of the page before").asException());
    }
  }
}
